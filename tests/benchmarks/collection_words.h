#pragma once
#include <array>
#include <string_view>

/// Words a generated collection is made of, the most frequent first (make_collection.cpp).
namespace cuetheque {

inline constexpr auto given_names = std::to_array<std::string_view>(
    {"John",        "Jerry",    "Ennio",  "Hans",    "Bernard", "Max",     "Elmer",    "Miklós",    "Alan",
     "James",       "Rachel",   "Danny",  "Howard",  "Maurice", "Michel",  "Nino",     "Georges",   "Franz",
     "Dimitri",     "Alfred",   "Victor", "Hugo",    "Alex",    "Leonard", "David",    "Thomas",    "Michael",
     "Christopher", "Basil",    "Bruce",  "Carter",  "Patrick", "Trevor",  "Marco",    "Alexandre", "Gabriel",
     "Philippe",    "Armando",  "Riz",    "Piero",   "Carlo",   "Luis",    "Gustavo",  "Yoko",      "Joe",
     "Nobuo",       "Kenji",    "Toru",   "Shigeru", "Akira",   "Ryuichi", "Zbigniew", "Wojciech",  "Krzysztof",
     "Jan",         "Zdeněk",   "Luboš",  "Jiří",    "Antonín", "Dmitri",  "Sergei",   "Mikael",    "Eduard",
     "Isaac",       "Andrey",   "Jóhann", "Hildur",  "Ólafur",  "Atli",    "Mychael",  "Jeff",      "Craig",
     "Debbie",      "Shirley",  "Angela", "Lesley",  "Anne",    "Delia",   "Wendy",    "Mica",      "Pinar",
     "Germaine",    "Nora",     "Tamar",  "Laura",   "Sofia",   "Emilie",  "Björn",    "Søren",     "Jürgen",
     "Günther",     "Wolfgang", "Peter",  "Klaus",   "André",   "René",    "François", "Éric",      "Gérard",
     "Vladimir",    "Евгений",  "Микаэл", "Эдуард",  "植松",    "久石",    "菅野",     "坂本",      "Ravi",
     "Rahul",       "Salil",    "Bappi",  "Naushad"});

inline constexpr auto family_names = std::to_array<std::string_view>(
    {"Williams",   "Goldsmith",   "Morricone",    "Zimmer",     "Herrmann",    "Steiner",    "Bernstein", "Rózsa",
     "Silvestri",  "Horner",      "Portman",      "Elfman",     "Shore",       "Jarre",      "Legrand",   "Rota",
     "Delerue",    "Waxman",      "Tiomkin",      "Newman",     "Young",       "Friedhofer", "North",     "Rosenman",
     "Raksin",     "Mansell",     "Kamen",        "Poledouris", "Broughton",   "Burwell",    "Doyle",     "Jones",
     "Beltrami",   "Desplat",     "Yared",        "Sarde",      "Trovajoli",   "Ortolani",   "Piccioni",  "Rustichelli",
     "Bacalov",    "Santaolalla", "Shimomura",    "Hisaishi",   "Uematsu",     "Kawai",      "Takemitsu", "Umebayashi",
     "Ifukube",    "Sakamoto",    "Preisner",     "Kilar",      "Komeda",      "Kaczmarek",  "Liška",     "Fišer",
     "Dvořák",     "Šust",        "Shostakovich", "Prokofiev",  "Tariverdiev", "Artemyev",   "Schwarz",   "Petrov",
     "Jóhannsson", "Guðnadóttir", "Arnalds",      "Örvarsson",  "Danna",       "Safan",      "Wiseman",   "Walker",
     "Morley",     "Barber",      "Dudley",       "Derbyshire", "Carlos",      "Levi",       "Toprak",    "Franco",
     "Guerra",     "Karpman",     "Rossi",        "Iglesias",   "Segal",       "Isfält",     "Holm",      "Thomas",
     "Knieper",    "Raben",       "Fenton",       "Grusin",     "Schifrin",    "Mancini",    "Barry",     "Bacharach",
     "Hamlisch",   "Conti",       "Fielding",     "Small",      "Shire",       "Rosenthal",  "Addison",   "Arnold",
     "Alwyn",      "Auric",       "Kosma",        "Jaubert",    "Honegger",    "Milhaud",    "Ibert",     "Misraki",
     "Magne",      "Vannier",     "Colombier",    "Roubaix",    "Lai",         "Cosma",      "Крылатов",  "Таривердиев",
     "Артемьев",   "伸夫",        "譲",           "よう子",     "龍一",        "Shankar",    "Sharma",    "Chowdhury",
     "Burman",     "Mahadevan"});

inline constexpr auto title_words = std::to_array<std::string_view>(
    {"Night",   "Love",      "War",       "Man",       "World",     "Day",      "Last",     "Dark",       "House",
     "City",    "River",     "King",      "Star",      "Blood",     "Time",     "Dead",     "Black",      "Fire",
     "Moon",    "Queen",     "Road",      "Island",    "Heart",     "Sea",      "Woman",    "White",      "Secret",
     "Lost",    "Golden",    "Death",     "Sky",       "Empire",    "Storm",    "Dream",    "Ghost",      "Shadow",
     "Winter",  "Murder",    "Angel",     "Silver",    "Devil",     "Iron",     "Stranger", "Summer",     "Train",
     "Paris",   "Return",    "Battle",    "Journey",   "Silence",   "Garden",   "Red",      "Blue",       "Green",
     "Forest",  "Desert",    "Mountain",  "Ocean",     "Ship",      "Captain",  "General",  "Spy",        "Castle",
     "Tower",   "Bridge",    "Window",    "Mirror",    "Letter",    "Stone",    "Rose",     "Wolf",       "Hawk",
     "Tiger",   "Lion",      "Eagle",     "Snake",     "Dragon",    "Horse",    "Wind",     "Rain",       "Snow",
     "Ice",     "Thunder",   "Planet",    "Mars",      "Jupiter",   "Galaxy",   "Machine",  "Robot",      "Clock",
     "Doctor",  "Professor", "Detective", "Thief",     "Pirate",    "Outlaw",   "Sheriff",  "Gun",        "Sword",
     "Arrow",   "Crown",     "Throne",    "Prince",    "Princess",  "Knight",   "Witch",    "Wizard",     "Magic",
     "Spell",   "Curse",     "Mummy",     "Vampire",   "Zombie",    "Creature", "Monster",  "Beast",      "Alien",
     "Invader", "Hunter",    "Killer",    "Judge",     "Jury",      "Trial",    "Verdict",  "Prison",     "Escape",
     "Chase",   "Race",      "Flight",    "Fall",      "Rise",      "Dawn",     "Dusk",     "Midnight",   "Morning",
     "Evening", "Autumn",    "Spring",    "Été",       "Nuit",      "Amour",    "Mémoire",  "Château",    "Forêt",
     "Île",     "Étoile",    "Straße",    "Mädchen",   "Größe",     "Jäger",    "Königin",  "Señora",     "Niño",
     "Corazón", "Años",      "Canción",   "Città",     "Perché",    "Libertà",  "Ночь",     "Любовь",     "Война",
     "Мир",     "Город",     "夜",        "愛",        "戦争",      "世界",     "都市",     "Ångström",   "Øyene",
     "Łódź",    "Żona",      "Kůň",       "Déjà-vu",   "Café",      "Requiem",  "Nocturne", "Sonata",     "Opus",
     "Finale",  "Overture",  "Rhapsody",  "Echo",      "Zephyr",    "Quartz",   "Onyx",     "Juniper",    "Ember",
     "Cobalt",  "Saffron",   "Mistral",   "Sirocco",   "Boulevard", "Avenue",   "Harbour",  "Lighthouse", "Station",
     "Hotel",   "Casino",    "Circus",    "Theatre",   "Opera",     "Museum",   "Library",  "Academy",    "Hospital",
     "Asylum",  "Orphanage", "Cathedral", "Monastery", "Cemetery"});

inline constexpr auto album_forms = std::to_array<std::string_view>(
    {"{} (Original Motion Picture Soundtrack)", "{}", "{} - Original Soundtrack", "{} (Original Score)",
     "{} (Music from the Motion Picture)", "{} (Music from and Inspired by the Film)", "{}: Expanded Edition",
     "Bande originale du film {}", "{} (Original Television Soundtrack)", "{} (Original Game Soundtrack)",
     "{} (Colonna sonora originale)", "{} オリジナル・サウンドトラック"});

inline constexpr auto labels = std::to_array<std::string_view>({"Varèse Sarabande",
                                                                "La-La Land Records",
                                                                "Intrada",
                                                                "Film Score Monthly",
                                                                "Milan",
                                                                "Sony Classical",
                                                                "Decca",
                                                                "Walt Disney Records",
                                                                "Quartet Records",
                                                                "Silva Screen",
                                                                "Lakeshore Records",
                                                                "WaterTower Music",
                                                                "Back Lot Music",
                                                                "Hollywood Records",
                                                                "GNP Crescendo",
                                                                "Prometheus",
                                                                "Tadlow",
                                                                "Kritzerland",
                                                                "Perseverance",
                                                                "Digitmovies",
                                                                "Beat Records",
                                                                "GDM",
                                                                "Cinevox",
                                                                "Universal France",
                                                                "Supraphon",
                                                                "Мелодия",
                                                                "日本コロムビア",
                                                                "Dreyfus",
                                                                "Moviescore Media",
                                                                "Howlin' Wolf"});

inline constexpr auto cue_titles = std::to_array<std::string_view>(
    {"Main Title",  "End Credits", "Love Theme",   "The Chase",      "Prologue",      "Opening",     "Finale",
     "Main Theme",  "Epilogue",    "The Battle",   "Arrival",        "Farewell",      "The Escape",  "Suite",
     "Prelude",     "Lament",      "Reunion",      "Flashback",      "The Discovery", "The Wedding", "Funeral",
     "Nightmare",   "Waltz",       "March",        "The Attack",     "Training",      "Aftermath",   "Goodbye",
     "Remembering", "The Fight",   "Shower",       "Suspense",       "Rooftop",       "The Letter",  "Confession",
     "Dance",       "Lullaby",     "Storm",        "Dream Sequence", "Interlude",     "Départ",      "Générique",
     "Titoli",      "Vorspann",    "メインテーマ", "エンディング",   "Погоня"});

/// {cue}: one of the titles above; {word} and {other}: words of titles; {name}: a given name.
inline constexpr auto track_forms = std::to_array<std::string_view>(
    {"{cue} {word}", "{word} {other}", "The {word}", "{word}", "The {word} of the {other}", "{cue} ({word})",
     "{name}'s Theme", "{cue} from {film}", "{word} and {other}", "{name} and the {word}", "{cue}, Part 2",
     "In the {word}", "{word} {other} (Alternate)", "{cue} (Film Version)"});

inline constexpr auto film_forms = std::to_array<std::string_view>(
    {"{}", "{} {}", "The {}", "The {} {}", "{} of {}", "The {} of the {}", "{} and {}", "Return to {}", "{}: The {}"});

inline constexpr auto genres = std::to_array<std::string_view>(
    {"Soundtrack", "Score", "Stage & Screen", "Classical", "Film Music", "Electronic", "Jazz", "Game"});

inline constexpr auto moods =
    std::to_array<std::string_view>({"tense", "romantic", "dark", "happy", "sad", "ominous", "epic", "calm", "grieving",
                                     "playful", "heroic", "mysterious", "terror", "nostalgic"});

inline constexpr auto containers = std::to_array<std::string_view>({"flac", "mp3", "m4a", "ogg", "opus", "wav"});

}  // namespace cuetheque
