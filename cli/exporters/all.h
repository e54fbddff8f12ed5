#pragma once
#include "cli/exporters.h"

namespace cuetheque {

// Every exporter's function, for the table in exporters.cpp.
void export_jsonl(const ExportJob& job, const ExportSink& sink);
void export_csv(const ExportJob& job, const ExportSink& sink);
void export_m3u8(const ExportJob& job, const ExportSink& sink);
void export_cuesheet(const ExportJob& job, const ExportSink& sink);
void export_cue(const ExportJob& job, const ExportSink& sink);

}  // namespace cuetheque
