#pragma once
#include "cli/arguments.h"
#include "cli/session.h"

namespace cuetheque {

// Every command's two functions, for the table in commands.cpp: which options it has, and the work (commands.h).
void declare_import(Options& options);
int run_import(Session& session, const Arguments& arguments);

void declare_find(Options& options);
int run_find(Session& session, const Arguments& arguments);

void declare_show(Options& options);
int run_show(Session& session, const Arguments& arguments);

void declare_count(Options& options);
int run_count(Session& session, const Arguments& arguments);

void declare_facet(Options& options);
int run_facet(Session& session, const Arguments& arguments);

void declare_gaps(Options& options);
int run_gaps(Session& session, const Arguments& arguments);

void declare_diff(Options& options);
int run_diff(Session& session, const Arguments& arguments);

void declare_cite(Options& options);
int run_cite(Session& session, const Arguments& arguments);

void declare_stats(Options& options);
int run_stats(Session& session, const Arguments& arguments);

void declare_save(Options& options);
int run_save(Session& session, const Arguments& arguments);

void declare_saved(Options& options);
int run_saved(Session& session, const Arguments& arguments);

void declare_set(Options& options);
int run_set(Session& session, const Arguments& arguments);

void declare_link(Options& options);
int run_link(Session& session, const Arguments& arguments);

void declare_unlink(Options& options);
int run_unlink(Session& session, const Arguments& arguments);

void declare_why(Options& options);
int run_why(Session& session, const Arguments& arguments);

void declare_export(Options& options);
int run_export(Session& session, const Arguments& arguments);

void declare_log(Options& options);
int run_log(Session& session, const Arguments& arguments);

void declare_undo(Options& options);
int run_undo(Session& session, const Arguments& arguments);

void declare_status(Options& options);
int run_status(Session& session, const Arguments& arguments);

void declare_verify(Options& options);
int run_verify(Session& session, const Arguments& arguments);

void declare_reindex(Options& options);
int run_reindex(Session& session, const Arguments& arguments);

void declare_fields(Options& options);
int run_fields(Session& session, const Arguments& arguments);

void declare_config(Options& options);
int run_config(Session& session, const Arguments& arguments);

void declare_init(Options& options);
int run_init(Session& session, const Arguments& arguments);

void declare_help(Options& options);
int run_help(Session& session, const Arguments& arguments);

void declare_version(Options& options);
int run_version(Session& session, const Arguments& arguments);

void declare_completion(Options& options);
int run_completion(Session& session, const Arguments& arguments);

}  // namespace cuetheque
