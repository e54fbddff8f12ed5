#include "core/digest.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "core/error.h"
#include "core/store_keys.h"

namespace cuetheque {
namespace {

constexpr std::size_t most_in_base64 = 1U << 24U;

void check(int result) {
  if (result != 1) throw Error(Cause::bug, "SHA-256 is not available from OpenSSL");
}

EVP_MD_CTX* evp(void* context) {
  return static_cast<EVP_MD_CTX*>(context);
}

struct FreeAlgorithm {
  void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
};

// Fetched once: looking it up among OpenSSL's providers takes as long as digesting a short text.
const EVP_MD* sha256() {
  static const std::unique_ptr<EVP_MD, FreeAlgorithm> algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  check(algorithm != nullptr ? 1 : 0);
  return algorithm.get();
}

}  // namespace

void Digest::Free::operator()(void* context) const {
  EVP_MD_CTX_free(evp(context));
}

Digest::Digest() : context_(EVP_MD_CTX_new()) {
  check(EVP_DigestInit_ex(evp(context_.get()), sha256(), nullptr));
}

Digest& Digest::add(std::string_view bytes) {
  return add(bytes.size()).add_raw(bytes);
}

Digest& Digest::add(std::uint64_t number) {
  return add_raw(big_endian(number));
}

Digest& Digest::add_raw(std::string_view bytes) {
  check(EVP_DigestUpdate(evp(context_.get()), bytes.data(), bytes.size()));
  return *this;
}

Sha256 Digest::finish() {
  Sha256 digest{};
  check(EVP_DigestFinal_ex(evp(context_.get()), digest.data(), nullptr));
  return digest;
}

std::string bytes_of(const Sha256& digest) {
  return {digest.begin(), digest.end()};
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

std::string bytes_of_hex(std::string_view text) {
  std::string bytes(text.size() / 2 + 1, '\0');
  std::size_t length = 0;
  const bool read = OPENSSL_hexstr2buf_ex(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), &length,
                                          std::string(text).c_str(), '\0') == 1;
  bytes.resize(read ? length : 0);
  return bytes;
}

std::string bytes_of_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3, '\0');
  const int length =
      text.empty() || text.size() > most_in_base64
          ? -1
          : EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                            reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (length < 0) return {};
  // OpenSSL counts what the padding stands for.
  const auto padding = text.ends_with("==") ? 2U : text.ends_with("=") ? 1U : 0U;
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

}  // namespace cuetheque
