#pragma once
#include <string>
#include <string_view>
#include <sys/types.h>

#include "core/error.h"

namespace cuetheque {

/// The reader of our output went away (`… | head -1`): quiet success.
class OutputClosed : public Error {
 public:
  OutputClosed() : Error(Cause::refused, "output closed") {}
};

/// Standard output: buffered, through a pager and in colour only on a terminal. Everything else a command says goes to
/// `complain`.
class Output {
 public:
  struct Wishes {
    std::string color = "auto";  ///< auto, always, never
    bool pager = true;
  };

  explicit Output(Wishes wishes);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output();  ///< waits for the pager; what was not flushed is lost

  [[nodiscard]] bool terminal() const { return terminal_; }
  [[nodiscard]] bool colour() const { return colour_; }
  /// Columns of the terminal; 80 where that is not known.
  [[nodiscard]] std::size_t width() const;

  /// Text as it is. Error(refused) where it cannot be written, OutputClosed where nobody reads any more.
  void write(std::string_view text);
  /// Text from files: on a terminal its control characters are shown, not executed.
  [[nodiscard]] std::string safe(std::string_view text) const;
  /// The same for whole lines of data: their ends and TABs stay what they are.
  [[nodiscard]] std::string safe_lines(std::string_view text) const;
  [[nodiscard]] std::string bold(std::string_view text) const;

  /// Sends all that follows through the pager, if this is a terminal and one is wanted.
  void page();
  /// Everything out, and read where there is a pager; Error as `write`. The last thing a command does, and before it
  /// says or asks something about what it wrote.
  void flush();

 private:
  void send();
  void close_pager();

  Wishes wishes_;
  bool terminal_;
  bool colour_;
  std::string buffer_;
  int descriptor_ = 1;
  pid_t pager_ = 0;
};

/// One line on stderr.
void complain(std::string_view line);
/// Whether stderr is a terminal.
[[nodiscard]] bool complains_to_terminal();

}  // namespace cuetheque
