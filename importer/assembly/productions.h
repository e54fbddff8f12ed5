#pragma once
#include <string>
#include <vector>

#include "core/draft.h"
#include "importer/assembly/said.h"
#include "importer/inference/inference.h"

namespace cuetheque {

/// Collects what the files of one album say about productions. Those that tags or CUE files name take precedence over
/// inferred ones.
class Productions {
 public:
  void add(const std::vector<Statement>& said, std::uint32_t origin);

  /// `album_kinds` decide how the album is linked; `rule` is the origin of what was inferred.
  [[nodiscard]] std::vector<ProductionDraft> finish(std::vector<ProductionDraft> inferred,
                                                    const std::vector<std::string>& album_kinds, std::uint32_t rule);

 private:
  ProductionDraft& named(const std::string& title, const std::vector<Statement>& said, std::uint32_t origin);

  std::vector<ProductionDraft> named_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<Statement> unnamed_;  ///< a director without a film …
};

}  // namespace cuetheque
