#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/fields.h"
#include "core/vocabulary.h"

namespace cuetheque {

/// What people and bodies do (FORMATS.md G.6): roles, each with its code among the MARC relators as its first synonym,
/// or without one and then under a broader role that has one: an orchestrator is an arranger there.
[[nodiscard]] const Vocabulary& roles();

/// The MARC relator of a role (of its id, label or a synonym), its own or the broader role's; none for what is no role.
[[nodiscard]] std::optional<std::string> relator_of(std::string_view role);
/// The MARC relator that a field's values have; none where they are no people and bodies in a role.
[[nodiscard]] std::optional<std::string> relator_of(Field field);

}  // namespace cuetheque
