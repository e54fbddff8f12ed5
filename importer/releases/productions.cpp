#include "importer/assembly/productions.h"

#include <algorithm>

#include "importer/inference/inference.h"
#include "importer/releases/parts.h"

namespace cuetheque {
namespace {

constexpr std::string_view imdb_title = "imdb.com/title/";

/// "tt0052357" of its page's address; empty of any other.
std::string imdb_of(std::string_view address) {
  const auto start = address.find(imdb_title);
  if (start == std::string_view::npos) return {};
  const auto id = address.substr(start + imdb_title.size());
  return std::string(id.substr(0, std::min(id.find_first_of("/?#"), id.size())));
}

/// What the relations of a release or its group say of films.
class Relations {
 public:
  void add(Json owner) {
    each_relation(owner, [this](Json relation) {
      const auto type = relation.at("type").text();
      if (type.starts_with("soundtrack ")) add_film(relation);
      // A page where its music was sampled is not its film's.
      if (type.find("sample") == std::string_view::npos) imdb.add(imdb_of(text_of(relation.at("url").at("resource"))));
    });
  }

  Values films, imdb;

 private:
  void add_film(Json relation) {
    auto target = std::string(relation.at("target-type").text());
    std::ranges::replace(target, '_', '-');
    const auto entity = relation.at(std::string_view(target));
    auto title = text_of(entity.at("title"));
    films.add(title.empty() ? text_of(entity.at("name")) : std::move(title));
  }
};

}  // namespace

void add_productions(AlbumDraft& draft, Json release, bool soundtrack) {
  Relations said;
  said.add(release);
  said.add(release.at("release-group"));
  Productions productions;
  for (auto& film : std::move(said.films).take()) productions.add({statement_of(Field::film, {film}, reference)}, 0);
  const auto title = resolve(draft.album.statements(), Field::album).first();
  auto told = soundtrack ? infer_album(title, "Soundtrack") : InferredAlbum();
  guess(*draft.album.mutable_statements(), Field::albumkind, told.albumkinds);
  auto imdb = std::move(said.imdb).take();
  if (told.productions.empty() && soundtrack && !imdb.empty() && !told.title_without_designation.empty())
    told.productions.push_back({told.title_without_designation, {}, {}, {}, inferred, 1, {}});
  const auto kinds = resolve(draft.album.statements(), Field::albumkind).values;
  draft.productions = productions.finish(std::move(told.productions), kinds, 1);
  if (draft.productions.size() != 1 || imdb.size() != 1) return;
  auto page = statement_of(Field::imdb, std::move(imdb), reference);
  page.add_origins(0);
  draft.productions.front().statements.push_back(std::move(page));
}

}  // namespace cuetheque
