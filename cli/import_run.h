#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/edits.h"
#include "cli/indexer.h"
#include "cli/progress.h"
#include "cli/roots.h"
#include "cli/session.h"
#include "cli/storer.h"
#include "core/catalogue.h"
#include "importer/importer.h"

namespace cuetheque {

/// What an import did, or would do.
struct ImportOutcome {
  Stored stored;
  ImportReport report;
  std::size_t remarks = 0;
  std::vector<Remark> first_remarks;
  bool failed = false;  ///< some files could not be read
  Revision operation = 0;
};

/// One import: compares disk and archive through a reader, and takes the writer's lock only when the first changed
/// folder arrives, so that an import that finds nothing new disturbs nobody.
class ImportRun {
 public:
  /// `facts` are stated of every album that is new.
  ImportRun(Session& session, ImportOptions options, Places places, std::vector<Edit> facts, bool dry);

  ImportOutcome run();

 private:
  void begin_as_writer();
  void pass();
  void take(Unit&& unit);
  void hear();
  bool start_writing();
  void count(const Unit& unit);
  void note(Remark remark);
  void say_repeats() const;
  [[nodiscard]] Memory memory() const;
  void close();
  void mend_index();

  Session& session_;
  ImportOptions options_;
  Places places_;
  std::vector<Edit> facts_;
  bool dry_;
  Archive reader_;  ///< the archive before this import: what disk is compared with
  Progress progress_;
  ImportOutcome outcome_;
  std::map<std::size_t, std::size_t> repeats_;  ///< of the first remarks, by their place: how often more
  bool locked_ = false;                         ///< nobody else writes any more
  bool again_ = false;  ///< another command changed the archive before we held the lock: the pass is to be made again
  std::optional<Operation> operation_;
  std::optional<Catalogue> catalogue_;
  std::optional<Indexer> indexer_;
  std::optional<Storer> storer_;  ///< the last member: it stores through the others
};

/// "2 albums new, 1 changed, 14 tracks new …".
[[nodiscard]] std::string outcome_text(const ImportOutcome& outcome);

}  // namespace cuetheque
