#include "core/check_digits.h"

#include "core/ascii.h"

namespace cuetheque {
namespace {

unsigned value(char c) {
  return is_digit(c) ? static_cast<unsigned>(c - '0') : static_cast<unsigned>(c - 'A') + 10;
}

}  // namespace

bool mod_10(std::string_view digits) {
  unsigned sum = 0;
  for (std::size_t i = 0; i + 1 < digits.size(); ++i) sum += value(digits[i]) * ((digits.size() - i) % 2 == 0 ? 3 : 1);
  return (10 - sum % 10) % 10 == value(digits.back());
}

bool weighted_mod_10(std::string_view digits, unsigned start) {
  unsigned sum = start;
  for (unsigned i = 0; i < 9; ++i) sum += (i + 1) * value(digits[i]);
  return (10 - sum % 10) % 10 == value(digits[9]);
}

bool mod_101(std::string_view digits) {
  unsigned sum = 0;
  for (unsigned i = 0; i < 9; ++i) sum += value(digits[i]) * (10 - i);
  const unsigned rest = sum % 101;
  return (rest == 0 ? 0 : (101 - rest) % 100) == value(digits[9]) * 10 + value(digits[10]);
}

bool mod_11_2(std::string_view digits) {
  unsigned sum = 0;
  for (const char c : digits.substr(0, digits.size() - 1)) sum = 2 * (sum + value(c)) % 11;
  const unsigned check = (12 - sum) % 11;
  return check == (digits.back() == 'X' ? 10 : value(digits.back()));
}

bool mod_37_36(std::string_view text, char check) {
  unsigned p = 36;
  for (const char c : text) {
    const unsigned s = (p + value(c)) % 36;
    p = 2 * (s == 0 ? 36 : s) % 37;
  }
  return (p + value(check)) % 36 == 1;
}

}  // namespace cuetheque
