#include "search/writing.h"

#include <algorithm>

#include "search/last_words.h"
#include "search/superseded.h"

namespace cuetheque {

Prepared prepared(IndexDocument document) {
  auto made = to_xapian(document);
  return {std::move(document.key), std::move(made), std::move(document.columns)};
}

std::vector<Prepared> prepared(std::vector<IndexDocument> documents) {
  std::vector<Prepared> all;
  all.reserve(documents.size());
  for (auto& document : documents) all.push_back(prepared(std::move(document)));
  return all;
}

Writing::Writing(std::filesystem::path place, Xapian::WritableDatabase& database, const Progress& progress,
                 Xapian::docid first)
    : place_(std::move(place)), database_(database), progress_(progress), first_(first), columns_(database) {
  const auto superseded = superseded_in(database.get_metadata(superseded_key));
  superseded_.insert(superseded.begin(), superseded.end());
  written_ = superseded_.size();
  database_.begin_transaction(true);
}

Writing::~Writing() {
  try {
    if (open_) database_.cancel_transaction();
  } catch (const Xapian::Error&) {  // the error that brought us here is the one to report
  }
}

void Writing::add(const Prepared& document) {
  put(next_place(), document);
  count(1);
}

void Writing::replace(const std::map<std::string, Xapian::docid>& old, const std::vector<Prepared>& documents) {
  for (const auto& document : documents) {
    const auto before = old.find(document.key);
    put(before == old.end() ? next_place() : place_after(before->second), document);
  }
  for (const auto& [key, document] : old) superseded_.insert(document);
  count(documents.size() + old.size());
}

void Writing::commit() {
  write_out();
  pending_ = 0;
  if (progress_) progress_(done_);
  database_.begin_transaction(true);
  open_ = true;
}

void Writing::finish() {
  write_out();
  if (progress_) progress_(done_);
}

Xapian::docid Writing::next_place() const {
  return std::max(first_, (database_.get_lastdocid() / versions_a_document + 1) * versions_a_document);
}

Xapian::docid Writing::place_after(Xapian::docid document) const {
  return (document + 1) % versions_a_document == 0 ? next_place() : document + 1;
}

void Writing::put(Xapian::docid at, const Prepared& document) {
  database_.replace_document(at, document.document);
  columns_.add(at, document.columns);
}

void Writing::write_out() {
  if (superseded_.size() != written_) database_.set_metadata(superseded_key, superseded_bytes(superseded_));
  written_ = superseded_.size();
  columns_.write();
  open_ = false;
  write_or_end(place_, [this] { database_.commit_transaction(); });
}

void Writing::count(std::size_t documents) {
  pending_ += documents;
  done_ += documents;
}

}  // namespace cuetheque
