# A small collection (two albums of tagged files, one of a CUE file with its image) and an archive that holds it.
make-flac music/Vertigo/01.flac 164.6 ALBUM='Vertigo (Original Motion Picture Soundtrack)' ALBUMARTIST='Bernard Herrmann' DATE=1996 \
  TITLE='Prelude and Rooftop' COMPOSER='Bernard Herrmann' ARTIST='Bernard Herrmann' TRACKNUMBER=1 FILM=Vertigo FILMYEAR=1958 ISRC=USRC17607839
make-flac music/Vertigo/02.flac 120 ALBUM='Vertigo (Original Motion Picture Soundtrack)' ALBUMARTIST='Bernard Herrmann' DATE=1996 \
  TITLE="Scotty's Nightmare" COMPOSER='Bernard Herrmann' ARTIST='Bernard Herrmann' TRACKNUMBER=2 MOOD=sinister FILM=Vertigo FILMYEAR=1958
make-flac music/Psycho/01.flac 90 ALBUM='Psycho: The Original Score' ALBUMARTIST='Bernard Herrmann' DATE=1998 TITLE='The Murder' \
  COMPOSER='Bernard Herrmann' ARTIST='Joel McNeely' TRACKNUMBER=1
make-wav music/Solaris/solaris.wav 60
cat > music/Solaris/solaris.cue <<'CUE'
PERFORMER "Эдуард Артемьев"
TITLE "Солярис"
REM DATE 1990
FILE "solaris.wav" WAVE
  TRACK 01 AUDIO
    TITLE "Часть I"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Сон"
    INDEX 00 00:29:50
    INDEX 01 00:30:00
CUE
cuetheque init -q
cuetheque import -q music
