#include "core/links.h"

#include <algorithm>

namespace cuetheque {
namespace {

bool leads_to(const Link& link, Id target) {
  return link.kind() == target.kind && link.id() == target.number;
}

}  // namespace

std::vector<Link> links_to(const Record& record, Kind kind) {
  std::vector<Link> links;
  for (const auto& link : record.links()) {
    if (link.kind() != kind) continue;
    const auto same = std::ranges::find(links, link.id(), &Link::id);
    if (same == links.end())
      links.push_back(link);
    else if (link.source() > same->source())
      *same = link;
  }
  std::erase_if(links, [](const Link& link) { return link.refused(); });
  return links;
}

std::optional<bool> curators_word(const Record& record, Id target) {
  const auto word = std::ranges::find_if(
      record.links(), [&](const Link& link) { return link.source() == curator && leads_to(link, target); });
  return word == record.links().end() ? std::nullopt : std::optional(!word->refused());
}

Record with_curators_link(Record record, Id target, const std::string& how, bool refused, std::uint32_t origin) {
  auto& links = *record.mutable_links();
  links.erase(std::remove_if(links.begin(), links.end(), [&](const Link& link) { return leads_to(link, target); }),
              links.end());
  auto& link = *links.Add();
  link.set_kind(target.kind);
  link.set_id(target.number);
  link.set_how(how);
  link.set_source(curator);
  link.set_origin(origin);
  link.set_refused(refused);
  return record;
}

}  // namespace cuetheque
