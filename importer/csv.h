#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cuetheque {

/// One record of a CSV text. Where `problem` is not empty the record is unusable and holds no cells.
struct CsvRecord {
  std::size_t line = 0;  ///< it started on, from 1
  std::vector<std::string> cells;
  std::string problem;

  [[nodiscard]] bool blank() const;  ///< no cell has anything but white space
};

/// Reads RFC 4180 records one by one: quoted cells may hold separators, doubled quotes and line ends; LF, CRLF and CR
/// end a record; text around a quoted cell is kept as written. Bounded: a record over 1 MiB or 4,096 cells is a
/// problem, and so are a quote that is never closed and a NUL; reading goes on with the line after the one the bad
/// record started on, until 16 MiB were read again in this way: the rest is then left out.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text, char separator = ',') : text_(text), separator_(separator) {}

  /// The next record, or none at the end.
  [[nodiscard]] std::optional<CsvRecord> next();

 private:
  struct Cell {
    std::string text;
    std::string problem;
  };
  CsvRecord record();
  Cell cell(std::size_t limit);
  void end_of_line();
  void skip_line();

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t read_again_ = 0;
};

/// The separator a line uses most outside quotes among comma, semicolon and tab; comma where it has none.
[[nodiscard]] char separator_of(std::string_view line);

}  // namespace cuetheque
