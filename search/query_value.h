#pragma once
#include "search/query_fields.h"
#include "search/query_reader.h"

namespace cuetheque {

/// Reads what stands after `field:`, whose value begins where the reader is; `start` is where the field's name began.
[[nodiscard]] QueryTree read_value(QueryReader& reader, const Subject& subject, std::size_t start);

/// A word, with `*` at its end a prefix. For free text the subject is empty.
[[nodiscard]] QueryTree word_value(const QueryReader& reader, const Subject& subject, std::string_view word,
                                   std::size_t start);

/// A node that asks the subject.
[[nodiscard]] QueryTree make_leaf(QueryNode::Op op, const Subject& subject, std::size_t start);
/// The children joined by AND or OR: those of the same kind are taken up, one alone stands for itself.
[[nodiscard]] QueryTree joined(QueryNode::Op op, std::vector<QueryTree> children);

}  // namespace cuetheque
