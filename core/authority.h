#pragma once
#include <string>
#include <vector>

namespace cuetheque {

/// A person or body that a new archive already knows (data/authority/names.tsv): facts, written for this project.
struct AuthorityName {
  std::string name;  ///< preferred form
  std::string sortname;
  std::vector<std::string> aliases;  ///< other scripts, readings, spellings and pseudonyms
  std::vector<std::string> roles;    ///< composer, conductor, orchestra … what the name is best known for
};

/// All of them, in the order of the table; read once from what is compiled into the program. No form stands for two of
/// them.
[[nodiscard]] const std::vector<AuthorityName>& authority_seeds();

}  // namespace cuetheque
