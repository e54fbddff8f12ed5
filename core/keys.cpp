#include "core/keys.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/fields.h"
#include "core/identifiers.h"
#include "core/resolve.h"
#include "core/text.h"

namespace cuetheque {
namespace {

/// External identifiers that find a record by itself.
constexpr auto codes =
    std::to_array({Field::barcode, Field::catalognumber, Field::isrc, Field::mbrelease, Field::mbrecording, Field::imdb,
                   Field::tmdb, Field::iswc, Field::ipi, Field::isni});

std::string folded(std::string_view text) {
  return fold(trim(text));
}

/// Every value anybody states, not the resolved one: cheap, and what one source says finds the record whoever else
/// disagrees.
std::vector<std::string> stated(const Statements& statements, Field field) {
  std::vector<std::string> values;
  for (const auto& statement : statements) {
    if (statement.field() != row_of(field).number || statement.change() == remove) continue;
    values.insert(values.end(), statement.values().begin(), statement.values().end());
  }
  return values;
}

/// A code as codes of its kind are compared; as it is where we know no rule.
std::string compared(std::string_view field, std::string_view code) {
  const auto known = field_named(field);
  const auto scheme = known ? scheme_of(*known) : std::nullopt;
  if (!scheme) return std::string(code);
  if (*known == Field::ipi) return padded_ipi(code);
  const auto normal = normalised(*scheme, code);
  return *known == Field::barcode ? without_leading_zeros(normal) : normal;
}

// The last part of an assembly key that is an export's; no title begins so.
using std::string_view_literals::operator""sv;
constexpr auto exported_part = "\0\1export:"sv;
constexpr auto exported = exported_part.substr(1);

class Keys {
 public:
  void add(std::string key) { keys_.push_back(std::move(key)); }

  void add_codes(const Statements& statements) {
    for (const auto& statement : statements) {
      const auto* field = std::ranges::find(codes, statement.field(), [](Field one) { return row_of(one).number; });
      if (field == codes.end() || statement.change() == remove) continue;
      for (const auto& value : statement.values()) add(code_key(row_of(*field).name, value));
    }
  }

  [[nodiscard]] std::vector<std::string> sorted() && {
    std::ranges::sort(keys_);
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    return std::move(keys_);
  }

 private:
  std::vector<std::string> keys_;
};

void add_names(Keys& keys, const Statements& statements) {
  for (const auto field : {Field::name, Field::alias}) {
    for (const auto& value : stated(statements, field)) keys.add(name_key(value));
  }
  // A track's artists are found by their names' records: a key on every track would only cost.
  for (const auto& value : stated(statements, Field::mbartist)) keys.add(code_key(row_of(Field::mbartist).name, value));
}

void add_titles(Keys& keys, const Statements& statements) {
  const auto years = stated(statements, Field::year);
  for (const auto& title : stated(statements, Field::film)) {
    keys.add(production_key(title, {}));
    for (const auto& year : years) keys.add(production_key(title, year));
  }
}

void add_audio(Keys& keys, const Record& album) {
  if (!album.assembly_key().empty()) keys.add(album.assembly_key());
  for (const auto& one : album.tracks()) {
    keys.add(to_string({track, one.id()}));
    keys.add_codes(one.statements());
  }
  if (is_export_key(album.assembly_key()))
    for (const auto& file : album.files())
      if (file.missing() && file.origin() < static_cast<std::uint32_t>(album.origins_size()))
        keys.add(told_key(album.origins(static_cast<int>(file.origin())).path()));
  for (const auto& file : album.files())
    for (auto key : {content_key_of(file), sound_key_of(file)})
      if (!key.empty()) keys.add(std::move(key));
}

}  // namespace

std::vector<std::string> keys_of(const Record& record) {
  if (record.merged_into() != 0) return {};  // a redirect is found by its id only
  Keys keys;
  for (const auto& link : record.links())
    if (!link.refused()) keys.add(linked_key({link.kind(), link.id()}));
  for (const auto& party : record.parties()) {
    if (party.name_id() != 0) keys.add(linked_key({name, party.name_id()}));
  }
  keys.add_codes(record.statements());
  if (record.kind() == name) add_names(keys, record.statements());
  if (record.kind() == production) add_titles(keys, record.statements());
  if (record.kind() == album) add_audio(keys, record);
  return std::move(keys).sorted();
}

std::string name_key(std::string_view name) {
  return "n:" + folded(name);
}

std::string production_key(std::string_view title, std::string_view year) {
  return "p:" + folded(title) + '\x1f' + folded(year);
}

std::string assembly_key(std::string_view root, std::string_view folder, std::string_view identity) {
  std::string key("a:");
  key.append(root) += '\0';
  key.append(folder) += '\0';
  return key.append(identity);
}

std::string export_key(std::string_view root, std::string_view file, std::string_view id) {
  return assembly_key(root, file, std::string(exported).append(id));
}

bool is_export_key(std::string_view assembly_key) {
  return assembly_key.substr(std::min(assembly_key.rfind('\0'), assembly_key.size())).starts_with(exported_part);
}

std::string told_key(std::string_view path) {
  return std::string("w:").append(path);
}

std::string linked_key(Id target) {
  return "l:" + to_string(target);
}

std::string code_key(std::string_view field, std::string_view code) {
  auto key = fmt::format("c:{}:", field);
  for (const char letter : fold(compared(field, code))) {
    if (letter != ' ' && letter != '-' && letter != '.') key += letter;
  }
  return key;
}

std::string content_key_of(const AudioFile& file) {
  return file.quick_digest().empty() ? std::string() : "f:" + file.quick_digest();
}

std::string sound_key_of(const AudioFile& file) {
  if (file.duration_ms() == 0) return {};
  return fmt::format("s:{}:{}:{}:{}:{}", file.container(), file.duration_ms(), file.sample_rate(), file.channels(),
                     file.bits());
}

AssemblyPlace place_of(std::string_view assembly_key) {
  const auto text = assembly_key.substr(std::min<std::size_t>(2, assembly_key.size()));
  const auto root_end = std::min(text.find('\0'), text.size());
  const auto rest = text.substr(std::min(root_end + 1, text.size()));
  return {std::string(text.substr(0, root_end)), std::string(rest.substr(0, rest.find('\0')))};
}

}  // namespace cuetheque
