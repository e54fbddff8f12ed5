#include "core/text_pattern.h"

#include <fmt/format.h>
#include <unicode/regex.h>

#include "core/error.h"
#include "core/text.h"

namespace cuetheque {
namespace {

constexpr int32_t most_steps = 200;              // of about a thousandth of a second each
constexpr int32_t most_stack = 4 * 1024 * 1024;  // bytes, on the heap

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

}  // namespace

struct Pattern::Inside {
  UErrorCode status = U_ZERO_ERROR;
  icu::RegexMatcher matcher;

  explicit Inside(std::string_view expression) : matcher(wide(expression), UREGEX_CASE_INSENSITIVE, status) {}
};

Pattern::Pattern(std::string_view expression) : inside_(std::make_unique<Inside>(expression)) {
  inside_->matcher.setTimeLimit(most_steps, inside_->status);
  inside_->matcher.setStackLimit(most_stack, inside_->status);
  if (U_FAILURE(inside_->status) != 0)
    throw Error(Cause::usage, fmt::format("/{}/ is not a well-formed pattern", shown(expression)),
                u_errorName(inside_->status));
}

Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

bool Pattern::is_in(std::string_view text) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto subject = wide(text);
  inside_->matcher.reset(subject);
  const bool found = inside_->matcher.find(status) != 0;
  inside_->matcher.reset(icu::UnicodeString());
  if (U_FAILURE(status) != 0)
    throw Error(Cause::usage, "this pattern takes too long", u_errorName(status), "write it without nested repeats");
  return found;
}

}  // namespace cuetheque
