#pragma once
#include <string_view>
#include <vector>
#include <xapian.h>

#include "search/query.h"
#include "search/wanted.h"

namespace cuetheque {

/// Rights are few and much alike: a document has each of its rights whole as one term, and a query reads the terms
/// there are. So what a query asks of rights is answered by one and the same right.
inline constexpr std::string_view rights_prefix = "XRIGHTS";

/// Whether one right can answer the node: right:, territory:, until:, status:, is:cleared, or several of them.
[[nodiscard]] bool is_of_right(const QueryNode& node);

/// Documents with a right that answers all of the nodes.
[[nodiscard]] Wanted rights_query(const Xapian::Database& database, const std::vector<const QueryNode*>& nodes);

}  // namespace cuetheque
