#include "core/journal.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

namespace cuetheque {
namespace {

std::uint64_t flags_of(const JournalEntry& entry) {
  return std::uint64_t{entry.first()} | std::uint64_t{entry.last()} << 1U | std::uint64_t{entry.partial()} << 2U |
         std::uint64_t{entry.interrupted()} << 3U;
}

/// Walks the journal from its first step and notes what does not follow.
class ChainCheck {
 public:
  void add(const JournalEntry& entry) {
    const auto wanted = last_.revision + 1;
    if (entry.revision() != wanted) find(entry, fmt::format("follows step {}", last_.revision));
    if (entry.previous_chain() != bytes_of(last_.chain)) find(entry, "does not continue the step before it");
    if (entry.chain() != bytes_of(chain_of(entry))) find(entry, "was changed after it was written");
    if (entry.time_ms() < time_ms_) find(entry, "is older than the step before it");
    time_ms_ = entry.time_ms();
    last_.revision = entry.revision();
    std::copy_n(entry.chain().begin(), std::min(entry.chain().size(), last_.chain.size()), last_.chain.begin());
  }

  std::vector<Remark> compare(const Head& head) && {
    if (head != last_) {
      findings_.push_back({{},
                           fmt::format("step {}", head.revision),
                           fmt::format("the head is not the journal's last step, {}", last_.revision),
                           {},
                           true});
    }
    return std::move(findings_);
  }

 private:
  void find(const JournalEntry& entry, std::string what) {
    findings_.push_back({{}, fmt::format("step {}", entry.revision()), std::move(what), {}, true});
  }

  Head last_;
  std::int64_t time_ms_ = 0;
  std::vector<Remark> findings_;
};

/// Gathers the steps of operations, read backwards.
class OperationList {
 public:
  void add(const JournalEntry& entry) {
    auto& operation = seen_[entry.operation()];
    if (operation.number == 0) operation = opened_with(entry);
    if (!entry.summary().empty()) operation.summary = entry.summary();
    operation.interrupted |= entry.interrupted();
    operation.steps += entry.last() ? 0 : 1;
    operation.records += static_cast<std::size_t>(entry.changed_size());
    operation.time_ms = entry.time_ms();
    // An undo that was undone itself (we have seen that already) does not count.
    if (entry.undoes() != 0 && !undone_by_.contains(entry.operation()))
      undone_by_.emplace(entry.undoes(), entry.operation());
  }

  [[nodiscard]] std::size_t size() const { return seen_.size(); }
  [[nodiscard]] bool has(Revision number) const { return seen_.contains(number); }

  [[nodiscard]] std::vector<OperationSummary> newest_first() && {
    std::vector<OperationSummary> all;
    for (auto place = seen_.rbegin(); place != seen_.rend(); ++place) {
      const auto undo = undone_by_.find(place->first);
      place->second.undone_by = undo == undone_by_.end() ? 0 : undo->second;
      all.push_back(std::move(place->second));
    }
    return all;
  }

 private:
  static OperationSummary opened_with(const JournalEntry& last) {
    OperationSummary operation;
    operation.number = last.operation();
    operation.user = last.user();
    operation.command = last.command();
    operation.undoes = last.undoes();
    operation.partial = last.partial();
    operation.open = !last.last();
    return operation;
  }

  std::map<Revision, OperationSummary> seen_;
  std::unordered_map<Revision, Revision> undone_by_;
};

}  // namespace

Sha256 chain_of(const JournalEntry& entry) {
  Digest digest;
  digest.add(entry.previous_chain()).add(entry.revision()).add(entry.operation());
  digest.add(static_cast<std::uint64_t>(entry.time_ms())).add(entry.user()).add(entry.command());
  digest.add(static_cast<std::uint64_t>(entry.changed_size()));
  for (const auto id : entry.changed()) digest.add(id);
  digest.add(entry.digest()).add(flags_of(entry)).add(entry.undoes()).add(entry.summary());
  return digest.finish();
}

std::vector<Remark> verify_chain(const Archive& archive) {
  const auto head = archive.head();  // first: a writer in this process may add steps meanwhile
  ChainCheck check;
  archive.journal(1, [&](const JournalEntry& entry) {
    if (entry.revision() > head.revision) return false;
    check.add(entry);
    return true;
  });
  return std::move(check).compare(head);
}

std::vector<OperationSummary> operations(const Archive& archive, std::size_t limit) {
  OperationList list;
  archive.journal_backwards([&](const JournalEntry& entry) {
    if (limit != 0 && list.size() == limit && !list.has(entry.operation())) return false;
    list.add(entry);
    return true;
  });
  return std::move(list).newest_first();
}

}  // namespace cuetheque
