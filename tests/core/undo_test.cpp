#include "core/undo.h"

#include "core/error.h"
#include "core/journal.h"
#include "core/keys.h"
#include "core/resolve.h"
#include "tests/core/archive_fixture.h"

namespace cuetheque::testing {
namespace {

class UndoTest : public ArchiveTest {
 protected:
  /// Undoes an operation; gives the number of the operation that did.
  static Revision undo_it(Archive& archive, Revision number, bool partial = false) {
    const auto plan = plan_undo(archive, number);
    auto operation = archive.begin("alice", "undo", number, partial);
    undo(archive, operation, plan, partial);
    operation.finish("undone");
    return operation.number();
  }

  /// All records, keys of a few kinds and folders, as bytes.
  static std::string state(const Archive& archive) {
    std::string all;
    for (const Kind kind : {production, album, cue, name, right}) {
      archive.each(kind, [&](const Record& record) {
        all += record.SerializeAsString() + "\n";
        for (const auto& key : keys_of(record)) EXPECT_FALSE(archive.ids_of(key).empty());
        return true;
      });
    }
    return all;
  }

  static Revision set(Archive& archive, Id id, Field field, const std::string& value,
                      const std::string& person = "alice") {
    return once(archive, "set", [&](Step& step) {
      auto record = *step.find(id);
      auto& statement = say(record, field, {value}, curator);
      statement.set_operation(step.operation());
      statement.add_origins(static_cast<std::uint32_t>(record.origins_size()));
      record.add_origins()->set_person(person);
      step.put(record);
    });
  }

  /// Imports one album with its production, as an operation of its own.
  static Revision import_album(Archive& archive, const std::string& folder, std::optional<Id> of = {}) {
    return once(archive, "import " + folder, [&](Step& step) {
      auto record = new_record(step.take_id(album));
      record.set_created(step.operation());
      say(record, Field::album, {"Album in " + folder});
      record.add_origins()->set_path(folder + "/1.flac");
      record.add_files()->set_quick_digest(folder);
      auto& one = *record.add_tracks();
      one.set_id(step.take_id(track).number);
      one.set_file(0);
      record.set_assembly_key(assembly_key("music", folder, ""));
      auto film = new_record(of ? *of : step.take_id(production));
      say(film, Field::film, {"Film of " + folder});
      if (!of) step.put(film);
      auto& link = *record.add_links();
      link.set_kind(production);
      link.set_id(film.id());
      step.put(record);
      Folder seen;
      seen.add_entries()->set_album(record.id());
      step.put_folder("music", folder, seen);
    });
  }
};

TEST_F(UndoTest, AnEditOf300RecordsComesBackByteForByte) {
  auto archive = writer();
  once(archive, "import", [](Step& step) {
    for (int i = 0; i < 300; ++i) {
      auto record = new_name(step.take_id(name), "Name " + std::to_string(i));
      for (const auto field : {Field::ipi, Field::isni}) say(record, field, {std::to_string(i)});
      step.put(record);
    }
  });
  const auto before = state(archive);
  const auto edit = once(archive, "edit", [](Step& step) {
    for (std::uint64_t i = 1; i <= 300; ++i) {
      auto record = *step.find({name, i});
      record.mutable_statements()->SwapElements(0, 2);
      record.mutable_statements()->DeleteSubrange(1, 1);
      say(record, Field::alias, {"Alias"}, curator);
      step.put(record);
    }
  });
  const auto after = state(archive);
  ASSERT_NE(before, after);
  const auto undone = undo_it(archive, edit);
  EXPECT_EQ(state(archive), before);
  EXPECT_TRUE(archive.ids_of(name_key("alias")).empty());
  const auto redone = undo_it(archive, undone);
  EXPECT_EQ(state(archive), after);
  const auto undone_again = undo_it(archive, redone);
  EXPECT_EQ(state(archive), before);
  undo_it(archive, undone_again);
  EXPECT_EQ(state(archive), after);
  undo_it(archive, edit);
  EXPECT_EQ(state(archive), before) << "the first operation again, after all that";
  EXPECT_TRUE(verify_chain(archive).empty());
}

TEST_F(UndoTest, OtherFieldsChangedSinceStay) {
  auto archive = writer();
  once(archive, "add", [](Step& step) { step.put(new_name({name, 1}, "A")); });
  const auto first = set(archive, {name, 1}, Field::alias, "B");
  set(archive, {name, 1}, Field::sortname, "C", "bob");
  undo_it(archive, first);
  const auto record = *archive.find({name, 1});
  EXPECT_TRUE(resolve(record.statements(), Field::alias).empty());
  EXPECT_EQ(resolve(record.statements(), Field::sortname).first(), "C");
  ASSERT_EQ(record.origins_size(), 1);
  EXPECT_EQ(record.origins(record.statements(1).origins(0)).person(), "bob");
}

TEST_F(UndoTest, TheSameStatementChangedSinceIsRefusedOrLeft) {
  auto archive = writer();
  once(archive, "add", [](Step& step) {
    for (std::uint64_t i = 1; i <= 2; ++i) step.put(new_name({name, i}, "A"));
  });
  const auto change = [&](const std::string& value, std::vector<std::uint64_t> which) {
    return once(archive, "edit", [&](Step& step) {
      for (const auto i : which) {
        auto record = *step.find({name, i});
        record.mutable_statements(0)->set_values(0, value);
        step.put(record);
      }
    });
  };
  const auto first = change("B", {1, 2});
  const auto later = change("C", {1});
  std::string what;
  const auto head = archive.head();
  EXPECT_EQ(cause_of([&] { undo_it(archive, first); }, &what), Cause::findings);
  EXPECT_NE(what.find(fmt::format("name (tags) was changed since by operation {}", later)), std::string::npos) << what;
  EXPECT_EQ(archive.head(), head) << "a refusal leaves no trace";
  const auto partial = undo_it(archive, first, true);
  EXPECT_EQ(archive.find({name, 1})->statements(0).values(0), "C");
  EXPECT_EQ(archive.find({name, 2})->statements(0).values(0), "A");
  EXPECT_TRUE(archive.entry(partial)->partial());
  EXPECT_EQ(archive.entry(partial)->undoes(), first);
}

TEST_F(UndoTest, AnImportIsUndoneAndRedoneWithTheSameIds) {
  auto archive = writer();
  const auto import = import_album(archive, "vertigo");
  const auto imported = state(archive);
  const auto undone = undo_it(archive, import);
  EXPECT_EQ(state(archive), "");
  EXPECT_FALSE(archive.folder("music", "vertigo")) << "an import sees the files again";
  EXPECT_FALSE(archive.album_of({track, 1}));
  EXPECT_EQ(operations(archive).back().undone_by, undone);
  EXPECT_EQ(plan_undo(archive, import).undone_by, undone);
  undo_it(archive, undone);
  EXPECT_EQ(state(archive), imported);
  EXPECT_TRUE(archive.folder("music", "vertigo"));
  EXPECT_EQ(archive.album_of({track, 1}), (Id{album, 1}));
  EXPECT_EQ(operations(archive).back().undone_by, 0U) << "the undo was undone";
  import_album(archive, "psycho");
  EXPECT_TRUE(archive.find({album, 2})) << "ids go on";
}

TEST_F(UndoTest, AnImportSomebodyWorkedOnIsAConflict) {
  auto archive = writer();
  const auto import = import_album(archive, "vertigo");
  const auto edit = set(archive, {album, 1}, Field::label, "Mercury");
  std::string what;
  EXPECT_EQ(cause_of([&] { undo_it(archive, import); }, &what), Cause::findings);
  EXPECT_NE(what.find(fmt::format("the record was changed since by operation {}", edit)), std::string::npos) << what;
  undo_it(archive, import, true);
  EXPECT_TRUE(archive.find({album, 1}));
  EXPECT_TRUE(archive.find({production, 1})) << "the album that stays links to it";
  undo_it(archive, edit);
  undo_it(archive, import);
  EXPECT_EQ(state(archive), "");
}

TEST_F(UndoTest, WhatOthersLinkToStays) {
  auto archive = writer();
  const auto first = import_album(archive, "vertigo");
  import_album(archive, "vertigo expanded", Id{production, 1});
  undo_it(archive, first);
  EXPECT_FALSE(archive.find({album, 1}));
  EXPECT_TRUE(archive.find({production, 1}));
  EXPECT_TRUE(archive.find({album, 2}));
}

TEST_F(UndoTest, RedoingAnImportThatWasImportedAgainIsRefused) {
  auto archive = writer();
  const auto undone = undo_it(archive, import_album(archive, "vertigo"));
  import_album(archive, "vertigo");
  std::string what;
  EXPECT_EQ(cause_of([&] { undo_it(archive, undone); }, &what), Cause::findings);
  EXPECT_NE(what.find("A2"), std::string::npos) << what;
  undo_it(archive, undone, true);
  EXPECT_FALSE(archive.find({album, 1}));
  EXPECT_TRUE(archive.find({production, 1})) << "the rest comes back";
}

TEST_F(UndoTest, ATrackSomebodyDescribedSinceStays) {
  auto archive = writer();
  import_album(archive, "vertigo");
  const auto more = once(archive, "import more", [](Step& step) {
    auto record = *step.find({album, 1});
    auto& one = *record.add_tracks();
    one.set_id(step.take_id(track).number);
    one.set_file(static_cast<std::uint32_t>(record.files_size()));
    record.add_files()->set_origin(static_cast<std::uint32_t>(record.origins_size()));
    record.add_origins()->set_path("vertigo/2.flac");
    step.put(record);
  });
  const auto edit = once(archive, "set", [](Step& step) {
    auto record = *step.find({album, 1});
    auto& statement = *record.mutable_tracks(1)->add_statements();
    statement.set_field(row_of(Field::mood).number);
    statement.add_values("eerie");
    statement.set_source(curator);
    step.put(record);
  });
  std::string what;
  EXPECT_EQ(cause_of([&] { undo_it(archive, more); }, &what), Cause::findings);
  EXPECT_NE(what.find(fmt::format("T2 mood (curator) was changed since by operation {}", edit)), std::string::npos)
      << what;
  undo_it(archive, more, true);
  const auto kept = *archive.find({album, 1});
  ASSERT_EQ(kept.tracks_size(), 2);
  EXPECT_EQ(kept.origins(static_cast<int>(kept.files(static_cast<int>(kept.tracks(1).file())).origin())).path(),
            "vertigo/2.flac");
}

TEST_F(UndoTest, ADeletionComesBack) {
  auto archive = writer();
  import_album(archive, "vertigo");
  const auto before = state(archive);
  const auto deletion = once(archive, "delete", [](Step& step) { step.remove({album, 1}); });
  undo_it(archive, deletion);
  EXPECT_EQ(state(archive), before);
}

TEST_F(UndoTest, ARootComesBack) {
  auto archive = writer();
  const auto mount = [&](const std::string& where) {
    return once(archive, "config root", [&](Step& step) {
      Root root;
      root.set_name("music");
      root.set_mount(where);
      step.put_root(root);
    });
  };
  const auto first = mount("/old");
  const auto second = mount("/new");
  undo_it(archive, second);
  EXPECT_EQ(archive.roots().at(0).mount(), "/old");
  EXPECT_EQ(plan_undo(archive, first).conflicts.size(), 0U) << "it is as that operation left it";
}

TEST_F(UndoTest, ASavedQueryComesBack) {
  auto archive = writer();
  const auto save = [&](const std::string& text) {
    return once(archive, "save", [&](Step& step) { step.put_saved_query({"mine", text}); });
  };
  const auto first = save("a");
  const auto second = save("b");
  const auto gone = once(archive, "save --delete", [](Step& step) { step.remove_saved_query("mine"); });
  EXPECT_FALSE(archive.saved_query("mine"));
  undo_it(archive, gone);
  EXPECT_EQ(archive.saved_query("mine"), "b");
  EXPECT_EQ(plan_undo(archive, first).conflicts.size(), 1U);
  undo_it(archive, second);
  undo_it(archive, first);
  EXPECT_TRUE(archive.saved_queries().empty());
}

TEST_F(UndoTest, AnInterruptedUndoGoesOnAndIsOneOperation) {
  const auto names = 2500;
  Revision edit = 0;
  std::string before;
  std::string after;
  {
    auto archive = writer();
    const auto in_steps = [&](const std::string& command, const std::function<void(Step&, std::uint64_t)>& change) {
      auto operation = archive.begin("alice", command);
      for (std::uint64_t first = 1; first <= names; first += 1000) {
        operation.step([&](Step& step) {
          for (auto i = first; i < first + 1000 && i <= names; ++i) change(step, i);
        });
      }
      operation.finish("done");
      return operation.number();
    };
    in_steps("import", [](Step& step, std::uint64_t i) { step.put(new_name({name, i}, "A" + std::to_string(i))); });
    before = state(archive);
    edit = in_steps("edit", [](Step& step, std::uint64_t i) {
      step.put(new_name({name, i}, "B" + std::to_string(i)));
    });
    after = state(archive);
    // The first step of an undo, and no more: as a kill leaves it.
    auto plan = plan_undo(archive, edit);
    EXPECT_EQ(plan.to_change, 2500U);
    plan.records.erase(plan.records.find({name, 1001}), plan.records.end());
    auto operation = archive.begin("alice", "undo", edit);
    EXPECT_EQ(undo(archive, operation, plan, false), 1000U);
  }
  auto archive = writer();
  ASSERT_EQ(archive.open_operation()->undoes(), edit);
  const auto plan = plan_undo(archive, edit);
  EXPECT_TRUE(plan.conflicts.empty());
  EXPECT_EQ(plan.to_change, 1500U);
  auto operation = archive.resume();
  EXPECT_EQ(undo(archive, *operation, plan, false), 1500U);
  operation->finish("undone");
  EXPECT_EQ(state(archive), before);
  undo_it(archive, operation->number());
  EXPECT_EQ(state(archive), after);
}

TEST_F(UndoTest, UnknownOperationsAreAnError) {
  auto archive = writer();
  once(archive, "add", [](Step& step) { step.put(new_name({name, 1}, "A")); });
  std::string what;
  EXPECT_EQ(cause_of([&] { static_cast<void>(plan_undo(archive, 9)); }, &what), Cause::usage);
  EXPECT_EQ(cause_of([&] { static_cast<void>(plan_undo(archive, 2)); }, &what), Cause::usage);
  EXPECT_NE(what.find("step of operation 1"), std::string::npos) << what;
}

}  // namespace
}  // namespace cuetheque::testing
