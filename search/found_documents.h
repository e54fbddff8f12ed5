#pragma once
#include <vector>
#include <xapian.h>

namespace cuetheque {

/// Documents found beforehand, as part of a query. Xapian keeps no copy: it must live as long as the query is asked.
class FoundDocuments final : public Xapian::PostingSource {
 public:
  explicit FoundDocuments(std::vector<Xapian::docid> ascending) : found_(std::move(ascending)) {}

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  void next(double) override { next_ = started_ ? next_ + 1 : 0, started_ = true; }
  void skip_to(Xapian::docid least, double) override;
  bool at_end() const override { return next_ >= found_.size(); }
  Xapian::docid get_docid() const override { return found_[next_]; }
  void init(const Xapian::Database&) override { started_ = false, next_ = 0; }

 private:
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(found_.size()); }

  std::vector<Xapian::docid> found_;
  std::size_t next_ = 0;
  bool started_ = false;
};

}  // namespace cuetheque
