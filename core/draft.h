#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/records.pb.h"
#include "core/remark.h"

namespace cuetheque {

/// A production as an input names it, before the archive knows which record that is.
struct ProductionDraft {
  std::string title;
  std::string kind;  ///< id of the vocabulary, or empty
  std::string year;  ///< or empty
  std::string how;   ///< of the link from the album: score-of, songs-from, inspired-by, compilation, sound-effects-of,
                     ///< cover-of; empty for a cue sheet
  Source source = source_unknown;
  std::uint32_t origin = 0;           ///< into the album's (or the production record's) origins
  std::vector<Statement> statements;  ///< further facts about the production
  bool stated = false;                ///< `statements` hold title, kind and year too, each from its own source
};

/// A person or body as a catalogue knows it: told from others of the same name by its identifier there.
struct NameDraft {
  std::string mbid;  ///< MusicBrainz artist
  std::string name;
  std::string sortname;
  std::vector<std::string> credited;  ///< other forms, as this album prints them
  std::vector<std::string> aliases;   ///< and as the catalogue lists them
  std::string as_written;             ///< those aliases that have a locale, with it
  std::string note;                   ///< what tells it from its namesakes
};

/// An album as assembled from files: a Record of kind album without ids, operations or links. Its origins, files,
/// tracks, statements, remarks and assembly_key are filled in.
struct AlbumDraft {
  Record album;
  std::vector<ProductionDraft> productions;
  /// What a catalogue states of a release, as origin 0; no files and no assembly_key. It joins the album that is the
  /// same.
  bool catalogued = false;
  std::size_t audio_tracks = 0;  ///< of a catalogued one: how many tracks a copy of it has
  std::vector<NameDraft> names;  ///< of a catalogued one
  /// A catalogued one that an export of an archive tells of: it has an assembly_key of its own (keys.h), and the files
  /// that are named are missing ones, their origins without a root and with an absolute path.
  bool exported = false;
};

/// Who made a catalogued album's guesses: its titles, which are not those of an album's files; or the archive that
/// exported it.
inline constexpr auto catalogue_rule = "titles of a catalogue";
inline constexpr auto export_rule = "guesses of an export";

/// A cue sheet: one production and its cues, Records of kind cue without ids or links. Origins of the cues: the sheet,
/// as origin 0, and who guessed, if anybody did.
struct CueSheetDraft {
  ProductionDraft production;
  Origin sheet;
  std::vector<Record> cues;
  bool whole = true;  ///< all cues that the sheet has of the production; else only some
};

/// Everything an import found in one folder (with its disc folders): what lands together.
struct Unit {
  std::string root;
  std::string folder;              ///< relative to the root, bytes as the file system has them
  std::vector<AlbumDraft> albums;  ///< in the order they are to be stored
  std::vector<CueSheetDraft> sheets;
  Folder seen;  ///< entries without album numbers; Catalogue fills those in
  std::vector<Remark> remarks;
  bool more = false;  ///< the folder has more than this: it is not remembered as seen yet
};

}  // namespace cuetheque
