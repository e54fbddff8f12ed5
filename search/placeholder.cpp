namespace cuetheque {}
