#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/publisher.h"
#include "cli/session.h"
#include "cli/template.h"

namespace cuetheque {

/// Declares --json and --jsonl --csv --tsv --ids --files --format -0.
void add_listing_options(Options& options);

/// Prints records in the form the options ask for. Made before anything is opened, so that a wrong --format is found at
/// once.
class Listing {
 public:
  Listing(const Arguments& arguments, ResultLevel level);

  /// What stands around the records of --json.
  struct About {
    std::string query;
    const QueryNode* tree = nullptr;  ///< whose words are made bold in the table
    std::size_t total = 0;
    std::string suggestion;
  };
  void print(Session& session, const std::vector<Id>& ids, const About& about) const;
  /// Whether it is the table for people.
  [[nodiscard]] bool for_people() const { return form_ == Form::table; }

 private:
  enum class Form { table, json, jsonl, csv, tsv, ids, files, text };

  void print_json(Session& session, const std::vector<Id>& ids, const About& about) const;
  void print_table(Session& session, const std::vector<Id>& ids, const About& about) const;
  void print_cells(Session& session, const std::vector<Id>& ids) const;
  void print_line(Session& session, const Publisher& publisher, Id id) const;

  ResultLevel level_;
  Form form_ = Form::table;
  std::optional<Template> template_;
  std::string line_end_ = "\n";
};

/// "Vertigo (1958)".
[[nodiscard]] std::string film_and_year(const View& flat);

}  // namespace cuetheque
