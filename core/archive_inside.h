#pragma once
#include <google/protobuf/arena.h>
#include <google/protobuf/message_lite.h>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/archive.h"
#include "core/archive_place.h"
#include "core/store.h"

namespace cuetheque {

/// What the parts of the archive share; no header for others.
struct Archive::Inside {
  ArchivePlace place;
  Store store;
  Access access;

  Inside(ArchivePlace where, Store opened, Access as);
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside();

  [[nodiscard]] Head head() const;
  /// Number of the operation that is not closed; 0 = none.
  [[nodiscard]] Revision open_number() const;
  [[nodiscard]] std::optional<Record> find(Id id) const;
  [[nodiscard]] std::vector<Id> ids_of(std::string_view key, std::size_t most) const;
};

struct Operation::Inside {
  Archive::Inside& archive;
  std::string user;
  std::string command;
  Revision undoes = 0;
  bool partial = false;
  Revision number = 0;
  bool finished = false;
};

struct Step::Inside {
  Archive::Inside& archive;
  Head head;
  Revision closes = 0;  ///< the operation left open by an earlier process that this step closes
  Revision operation = 0;

  std::map<Id, std::optional<Record>> records;     ///< as they will be; none = removed
  std::map<std::string, std::map<Id, bool>> keys;  ///< changed by this step: whether the record carries it now
  std::map<std::string, std::optional<std::string>> folders;
  std::map<std::string, std::optional<std::string>> meta;  ///< roots and saved queries
  std::map<Kind, std::uint64_t> first, next;  ///< of the ids that it took: the first, and the one after the last

  [[nodiscard]] std::optional<Record> find(Id id) const;
  [[nodiscard]] std::uint64_t next_number(Kind kind) const;
  /// Whether the step took this id: the archive then has no such record.
  [[nodiscard]] bool took(Id id) const;
  void note_keys(const std::optional<Record>& record, bool carried);
  void replace(Id id, std::optional<Record> record);
};

/// The bytes of a message, the same for the same content.
[[nodiscard]] std::string bytes_of(const google::protobuf::MessageLite& message);
/// The bytes of a message that is to be stored. Error(bug) where they could not be read again, as of text that is no
/// UTF-8: one such record would be lost for good, with all that was said of it.
template <typename Message>
[[nodiscard]] std::string stored_bytes_of(const Message& message) {
  auto bytes = bytes_of(message);
  google::protobuf::Arena arena;
  if (!google::protobuf::Arena::CreateMessage<Message>(&arena)->ParseFromString(bytes))
    throw Error(Cause::bug, "text that is no UTF-8 was to be stored");
  return bytes;
}
/// A message as stored; Error(damaged) naming `what` where the bytes are none.
template <typename Message>
[[nodiscard]] Message message_in(std::string_view bytes, std::string_view what) {
  Message message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    throw Error(Cause::damaged, fmt::format("{} cannot be decoded", what), {},
                "see what else is damaged with: cuetheque verify");
  }
  return message;
}

}  // namespace cuetheque
