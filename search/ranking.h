#pragma once

namespace cuetheque {

/// What puts one record before another where a query has words (cuetheque-query(7), Order): BM25 of the words found,
/// times a weight that hangs on where they are found. Nothing is found or left out by weight. Chosen by hand, and
/// measured against BM25 as it comes over judged queries (tests/ranking/judged.tsv, judged-corpus.tsv).
struct Ranking {
  double titles = 4;        ///< of tracks, films and albums
  double credits = 2;       ///< names of people and bodies, in all their forms
  double rest = 0.5;        ///< notes and other prose, words of vocabularies
  double closeness = 2;     ///< for free words that stand together in a title, beside what they weigh by themselves
  double own_score = 0.25;  ///< for an album that is a production's own score: less than a word of a note
  /// Whether a long document counts less. Most of its length is inherited, which would put the tracks of one album in
  /// an order of chance.
  bool by_length = false;
};

/// BM25 with nothing of ours: every word counts alike, wherever it is found.
inline constexpr Ranking bm25_as_it_comes{1, 1, 1, 0, 0, true};

}  // namespace cuetheque
