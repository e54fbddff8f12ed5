# Run as a script (cmake -P): writes the tables IN... as one C++ source OUT, so that the program looks nothing up at run time.
# data/vocabularies/moods.tsv becomes cuetheque::embedded::moods (core/embedded.h declares them; a missing table fails the link).
set(source "#include <string_view>\n\nnamespace cuetheque::embedded {\n")
foreach(table IN LISTS IN)
  get_filename_component(name ${table} NAME_WE)
  string(REPLACE "-" "_" name ${name})
  file(READ ${table} bytes HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  # Lines of 64 bytes: compilers take long literals, people and diffs do not.
  string(REGEX REPLACE "(................................................................)" "\\1\"\n    \"" bytes "${bytes}")
  string(APPEND source "namespace {\nconstexpr char ${name}_bytes[] =\n    \"${bytes}\";\n}\n")
  string(APPEND source "extern const std::string_view ${name};\n")
  string(APPEND source "constinit const std::string_view ${name}{${name}_bytes, sizeof ${name}_bytes - 1};\n")
endforeach()
string(APPEND source "}  // namespace cuetheque::embedded\n")
file(WRITE ${OUT} "${source}")
