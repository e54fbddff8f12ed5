#include <utility>

#include "importer/packed/unpacking.h"
#include "tests/fuzz/property.h"

namespace {

using cuetheque::fuzz::demand;

/// The bytes in pieces, so that headers lie across them.
class Pieces : public cuetheque::ByteSource {
 public:
  explicit Pieces(std::string_view bytes) : bytes_(bytes) {}
  std::string_view next() override {
    const auto piece = bytes_.substr(0, 11);
    bytes_.remove_prefix(piece.size());
    return piece;
  }
  [[nodiscard]] std::string problem() const override { return {}; }

 private:
  std::string_view bytes_;
};

}  // namespace

/// Any bytes behind the sign of a packer are unpacked to their end or to a reason why not, in small pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t enough = 16U << 20U;
  const auto bytes = cuetheque::fuzz::text_of(data, size);
  if (!cuetheque::is_packed(bytes)) return 0;
  Pieces packed(bytes);
  const auto unpacked = cuetheque::unpacking(packed, bytes);
  std::size_t sum = 0;
  for (auto piece = unpacked->next(); !piece.empty() && sum < enough; piece = unpacked->next()) {
    demand(piece.size() <= std::size_t{1} << 20U);
    sum += piece.size();
  }
  return 0;
}
