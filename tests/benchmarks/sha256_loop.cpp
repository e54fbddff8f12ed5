// sha256_loop THREADS FILE...: what OpenSSL alone makes of these files, as a measure for `verify`: each is read in
// blocks of a MiB and digested. Prints MB/s.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace cuetheque {
namespace {

std::uint64_t digest(const char* file, std::vector<char>& block) {
  auto* context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
  const int descriptor = ::open(file, O_RDONLY | O_CLOEXEC);
  std::uint64_t bytes = 0;
  for (ssize_t got = 0; (got = ::read(descriptor, block.data(), block.size())) > 0;
       bytes += static_cast<std::uint64_t>(got))
    EVP_DigestUpdate(context, block.data(), static_cast<std::size_t>(got));
  ::close(descriptor);
  std::array<unsigned char, EVP_MAX_MD_SIZE> result{};
  EVP_DigestFinal_ex(context, result.data(), nullptr);
  EVP_MD_CTX_free(context);
  return bytes;
}

double megabytes_per_second(unsigned threads, const std::vector<const char*>& files) {
  std::atomic<std::size_t> next = 0;
  std::atomic<std::uint64_t> bytes = 0;
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < threads; ++i)
    workers.emplace_back([&] {
      std::vector<char> block(1024UL * 1024);
      for (auto file = next++; file < files.size(); file = next++) bytes += digest(files[file], block);
    });
  for (auto& worker : workers) worker.join();
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  return static_cast<double>(bytes) / spent.count() / 1e6;
}

}  // namespace
}  // namespace cuetheque

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const auto threads = static_cast<unsigned>(std::atoi(arguments[1]));
  const std::vector<const char*> files(arguments + 2, arguments + count);
  fmt::print("{:.0f}\n", cuetheque::megabytes_per_second(std::max(threads, 1U), files));
  return 0;
}
