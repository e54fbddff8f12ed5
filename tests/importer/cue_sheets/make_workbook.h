#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>
#include <zlib.h>

namespace cuetheque::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// A number of so many bytes, the lowest first.
inline std::string little(std::size_t number, int bytes) {
  std::string text;
  for (; bytes > 0; --bytes, number >>= 8U) text += static_cast<char>(number & 0xFFU);
  return text;
}

/// Deflated, without a header.
inline std::string deflated(std::string text) {
  std::string out(text.size() + text.size() / 1000 + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// A ZIP of these parts.
inline std::string zip_of(const Parts& parts) {
  std::string zip, directory;
  for (const auto& [name, text] : parts) {
    const auto packed = deflated(text);
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()));
    const auto about = little(20, 2) + little(0, 2) + little(8, 2) + little(0, 4) + little(sum, 4) +
                       little(packed.size(), 4) + little(text.size(), 4) + little(name.size(), 2) + little(0, 2);
    directory += "PK\x01\x02" + little(20, 2) + about + little(0, 10) + little(zip.size(), 4) + name;
    zip += "PK\x03\x04" + about + name + packed;
  }
  const auto count = little(parts.size(), 2);
  return zip + directory + "PK\x05\x06" + little(0, 4) + count + count + little(directory.size(), 4) +
         little(zip.size(), 4) + little(0, 2);
}

/// A workbook of these sheets, each the inside of its sheetData; `others` are further parts.
inline std::string workbook_of(const std::vector<std::string>& sheets, const Parts& others = {},
                               const std::string& properties = {}) {
  std::string list, targets;
  Parts parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const auto number = std::to_string(i + 1);
    list += "<sheet name='S" + number + "' sheetId='" + number + "' r:id='rId" + number + "'/>";
    targets += "<Relationship Id='rId" + number + "' Target='worksheets/sheet" + number + ".xml'/>";
    parts.emplace_back("xl/worksheets/sheet" + number + ".xml",
                       "<worksheet><sheetData>" + sheets[i] + "</sheetData></worksheet>");
  }
  parts.emplace_back("xl/workbook.xml", "<workbook>" + properties + "<sheets>" + list + "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", "<Relationships>" + targets + "</Relationships>");
  parts.insert(parts.end(), others.begin(), others.end());
  return zip_of(parts);
}

}  // namespace cuetheque::test
