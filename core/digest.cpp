#include "core/digest.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include "core/error.h"
#include "core/store_keys.h"

namespace cuetheque {
namespace {

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

}  // namespace cuetheque
