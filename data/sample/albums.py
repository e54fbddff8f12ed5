"""The sample catalogue's facts. What each rests on, and what is uncertain, is in SOURCES.md.

A track is (number, title, scene, mood[, artist[, composer]]); number 0 = the position is not stated. Scene and mood are the maker's own reading, in the
vocabulary's words; several are separated by ';'. Albums without film, show, game or kind leave these to inference.
"""

ALBUMS = [
    dict(folder='Film/Vertigo (1958)', format='flac', album='Vertigo (Original Motion Picture Score)', albumartist='Bernard Herrmann',
         composer='Bernard Herrmann', conductor='Muir Mathieson', orchestra='Sinfonia of London', date='1996', label='Varèse Sarabande',
         catalognumber='VSD-5759', film='Vertigo', filmyear='1958', kind='film', director='Alfred Hitchcock', releasetype='original-score',
         genre='Soundtrack', tracks=[
             (1, 'Prelude and Rooftop', 'main-title;chase', 'tense;mysterious'), (2, 'Scotty Trails Madeline', 'investigation', 'mysterious'),
             (3, "Carlotta's Portrait", 'investigation', 'mysterious;eerie'), (4, 'The Bay', 'rescue', 'intense'),
             (5, 'By the Fireside', '', 'tender'), (6, 'The Forest', '', 'ominous'), (7, 'The Beach', 'love-scene', 'passionate'),
             (8, 'The Dream', 'dream', 'eerie'), (9, 'Farewell and the Tower', 'farewell;death', 'tragic'),
             (10, 'The Nightmare and Dawn', 'dream', 'horror'), (11, 'The Letter', 'revelation', 'sad'),
             (12, 'Goodnight and the Park', '', 'wistful'), (13, "Scene d'Amour", 'love-scene;transformation', 'romantic;yearning'),
             (14, 'The Necklace, the Return and Finale', 'revelation;death;finale', 'tragic;tense')]),
    dict(folder='Film/Planet of the Apes (1968)', format='mp3', album='Planet of the Apes (Original Motion Picture Soundtrack)',
         albumartist='Jerry Goldsmith', composer='Jerry Goldsmith', conductor='Jerry Goldsmith', date='1997', label='Varèse Sarabande',
         catalognumber='VSD-5848', film='Planet of the Apes', filmyear='1968', kind='film', director='Franklin J. Schaffner',
         releasetype='original-score', genre='Soundtrack', tracks=[
             (1, 'Twentieth Century Fox Fanfare', 'studio-logo', 'majestic', 'Alfred Newman', 'Alfred Newman'),
             (2, 'Main Title', 'main-title', 'eerie'), (3, 'Crash Landing', 'disaster', 'chaotic'), (4, 'The Searchers', 'journey;desert', 'bleak'),
             (5, 'The Search Continues', 'journey;desert', 'ominous'), (6, 'The Clothes Snatchers', 'chase', 'urgent'),
             (7, 'The Hunt', 'chase', 'tense;aggressive'), (8, 'A New Mate', '', 'mysterious'), (9, 'The Revelation', 'revelation', 'dark'),
             (10, 'No Escape', 'chase;escape', 'tense;frantic')]),
    dict(folder='Film/Jaws', format='m4a', album='Jaws (Original Motion Picture Soundtrack)', albumartist='John Williams',
         composer='John Williams', date='1975', label='MCA Records', catalognumber='MCA-2087', genre='Soundtrack', tracks=[
             (1, 'Main Title (Theme from Jaws)', '', 'ominous'), (2, "Chrissie's Death", 'death;underwater', 'horror'),
             (3, 'Promenade (Tourists on the Menu)', 'arrival', 'carefree'), (4, 'Out to Sea', 'sailing', 'adventurous'),
             (5, 'The Indianapolis Story', 'flashback', 'dark'), (6, 'Sea Attack Number One', 'battle', 'exciting'),
             (7, 'One Barrel Chase', 'chase;sailing', 'adventurous;exciting'), (8, 'Preparing the Cage', 'preparation', 'tense'),
             (9, 'Night Search', 'investigation', 'eerie'), (10, 'The Underwater Siege', 'underwater;siege', 'horror'),
             (11, 'Hand to Hand Combat', 'fight', 'aggressive'), (12, 'End Title (Theme from Jaws)', 'end-credits', 'calm')]),
    dict(folder='Film/Il buono, il brutto, il cattivo', format='opus',
         album='Il buono, il brutto, il cattivo (Colonna sonora originale del film)', albumartist='Ennio Morricone',
         composer='Ennio Morricone', conductor='Bruno Nicolai', date='', genre='Soundtrack', tracks=[
             (1, 'Il buono, il brutto, il cattivo (titoli)', 'main-title', 'epic'), (2, 'Il tramonto', '', 'lonely'),
             (3, 'Il forte', '', 'sad'), (4, 'Il deserto', 'desert', 'bleak'), (5, 'La carrozza dei fantasmi', 'desert', 'eerie'),
             (6, 'Marcetta', '', 'witty'), (7, 'La storia di un soldato', '', 'melancholic'), (8, 'Marcetta senza speranza', '', 'sad'),
             (9, 'Morte di un soldato', 'death', 'grieving'), (10, "L'estasi dell'oro", '', 'passionate;epic'),
             (11, 'Il triello', 'duel', 'tense;epic')]),
    dict(folder="Film/Le Fabuleux Destin d'Amélie Poulain", format='ogg',
         album="Le Fabuleux Destin d'Amélie Poulain (Bande originale du film)", albumartist='Yann Tiersen', composer='Yann Tiersen',
         date='2001', genre='Bande originale', tracks=[
             (1, "J'y suis jamais allé", '', 'nostalgic'), (2, 'Les Jours tristes (instrumental)', '', 'bittersweet'),
             (3, "La Valse d'Amélie", '', 'whimsical'), (4, "Comptine d'un autre été : L'Après-midi", '', 'wistful'),
             (5, 'La Noyée', '', 'melancholic'), (6, "L'Autre valse d'Amélie", '', 'sweet'), (9, 'Le Moulin', '', 'poignant'),
             (10, 'Pas si simple', '', '')]),
    dict(folder='Film/戦場のメリークリスマス', format='m4a', album='Merry Christmas Mr. Lawrence (Original Motion Picture Soundtrack)',
         albumartist='坂本龍一', composer='坂本龍一', date='1983', film='Merry Christmas Mr. Lawrence', filmyear='1983', kind='film',
         director='大島渚', genre='Soundtrack', tracks=[
             (1, 'Merry Christmas Mr. Lawrence', 'main-title', 'wistful'), (2, 'Batavia', '', 'exotic'), (3, 'Germination', '', 'tender'),
             (4, 'A Hearty Breakfast', '', 'quirky'), (5, 'Before the War', 'flashback', 'nostalgic')]),
    dict(folder='Re-recordings/Psycho (McNeely)', format='flac', album='Psycho', albumartist='Bernard Herrmann',
         composer='Bernard Herrmann', conductor='Joel McNeely', orchestra='Royal Scottish National Orchestra', date='1997',
         label='Varèse Sarabande', catalognumber='VSD-5765', film='Psycho', filmyear='1960', kind='film', director='Alfred Hitchcock',
         releasetype='re-recording', genre='Soundtrack', tracks=[
             (1, 'Prelude', 'main-title', 'urgent'), (2, 'The City', 'city', 'lonely'), (5, 'Temptation', '', 'tense'),
             (6, 'Flight', 'driving;escape', 'urgent'), (10, 'The Rainstorm', 'driving;storm', 'tense'),
             (16, 'The Bathroom', '', 'ominous'), (17, 'The Murder', 'shower;death', 'horror'), (18, 'The Body', '', 'bleak')]),
    dict(folder='Songs/Pulp Fiction', format='mp3', album='Pulp Fiction (Music from the Motion Picture)', albumartist='Various Artists',
         date='1994', label='MCA Records', catalognumber='MCAD-11103', genre='Soundtrack', compilation='1', tracks=[
             (3, 'Jungle Boogie', 'radio-source;driving', 'energetic', 'Kool & the Gang'),
             (4, "Let's Stay Together", 'bar-source', 'romantic', 'Al Green'),
             (5, "Bustin' Surfboards", '', 'fun', 'The Tornadoes'), (6, 'Lonesome Town', '', 'lonely', 'Ricky Nelson'),
             (7, 'Son of a Preacher Man', 'arrival', 'sensual', 'Dusty Springfield'),
             (9, 'Jack Rabbit Slims Twist Contest / You Never Can Tell', 'dance', 'fun', 'Chuck Berry'),
             (10, "Girl, You'll Be a Woman Soon", 'dance', 'sensual', 'Urge Overkill')]),
    dict(folder='Songs/Batman Forever', format='mp3', album='Batman Forever (Music from the Motion Picture)',
         albumartist='Various Artists', date='1995', label='Atlantic', film='Batman Forever', filmyear='1995', kind='film',
         director='Joel Schumacher', releasetype='song-album;inspired-by', genre='Soundtrack', compilation='1', tracks=[
             (1, 'Hold Me, Thrill Me, Kiss Me, Kill Me', 'end-credits', 'exciting', 'U2'), (2, 'One Time Too Many', '', '', 'PJ Harvey'),
             (3, 'Where Are You Now?', '', 'yearning', 'Brandy'), (4, 'Kiss from a Rose', 'end-credits', 'romantic', 'Seal'),
             (7, 'Tell Me Now', '', 'dreamy', 'Mazzy Star')]),
    dict(folder='Songs/The Best of James Bond', format='ogg', album='The Best of James Bond: 30th Anniversary Limited Edition',
         albumartist='Various Artists', date='1992', label='EMI', releasetype='compilation', genre='Soundtrack', compilation='1',
         disc_folders=True, discs={
             1: [(0, 'James Bond Theme', 'main-title', 'confident', 'The Monty Norman Orchestra'),
                 (0, 'From Russia with Love', 'main-title', 'romantic', 'Matt Monro'),
                 (0, 'Goldfinger', 'main-title', 'sensual', 'Shirley Bassey'), (0, 'Thunderball', 'main-title', 'powerful', 'Tom Jones')],
             2: [(0, 'Mr. Kiss Kiss Bang Bang', '', 'sensual', 'Dionne Warwick'),
                 (0, 'Mr. Kiss Kiss Bang Bang', '', 'sensual', 'Shirley Bassey'), (0, 'Goldfinger', '', 'confident', 'Anthony Newley')]}),
    dict(folder='Television/Twin Peaks', format='opus', album='Soundtrack from Twin Peaks', albumartist='Angelo Badalamenti',
         composer='Angelo Badalamenti', date='1990', label='Warner Bros. Records', show='Twin Peaks', filmyear='1990', kind='tv-series',
         director='David Lynch', releasetype='original-score', genre='Soundtrack', tracks=[
             (1, 'Twin Peaks Theme', 'main-title', 'nostalgic;dreamy'), (2, "Laura Palmer's Theme", 'grief', 'grieving;mysterious'),
             (3, "Audrey's Dance", 'dance', 'dreamy;quirky'), (4, 'The Nightingale', 'bar-source', 'dreamy', 'Julee Cruise'),
             (5, 'Freshly Squeezed', '', 'quirky'), (7, 'Into the Night', 'bar-source', 'dark', 'Julee Cruise'),
             (9, 'Dance of the Dream Man', 'dream;dance', 'quirky'), (10, 'Love Theme from Twin Peaks', '', 'romantic'),
             (11, 'Falling', 'end-credits', 'romantic;dreamy', 'Julee Cruise')]),
    dict(folder='Games/ファイナルファンタジーVII', format='ogg', album='ファイナルファンタジーVII オリジナル・サウンドトラック',
         albumartist='植松伸夫', composer='植松伸夫', date='1997', label='DigiCube', catalognumber='SSCX-10004', genre='Game',
         game='ファイナルファンタジーVII', filmyear='1997', kind='video-game', disc_folders=True, discs={
             1: [(1, 'プレリュード', 'prologue', 'magical'), (2, 'オープニング～爆破ミッション', 'opening-credits;infiltration', 'urgent'),
                 (3, '魔晄炉', 'infiltration', 'ominous'), (4, '不安な心', '', 'melancholic'), (5, 'ティファのテーマ', '', 'tender')],
             4: [(10, '神の誕生', 'boss-fight', 'intense'), (11, '片翼の天使', 'boss-fight', 'epic;evil'),
                 (13, 'スタッフロール', 'end-credits', 'triumphant')]}),
    dict(folder='Games/Chrono Trigger', format='flac', album='Chrono Trigger Original Sound Version',
         albumartist='Yasunori Mitsuda; Nobuo Uematsu', composer='Yasunori Mitsuda', date='1995', label='NTT Publishing',
         game='Chrono Trigger', filmyear='1995', kind='video-game', releasetype='original-score', genre='Game', tracks=[
             (1, 'A Premonition', 'prologue', 'mysterious'), (2, 'Chrono Trigger', 'main-title', 'adventurous'),
             (3, 'Morning Sunlight', '', 'serene'), (4, 'Peaceful Days', 'level', 'calm'), (5, 'Memories of Green', '', 'nostalgic')]),
    dict(folder='Books/Shadows of the Empire', format='mp3', album='Star Wars: Shadows of the Empire', albumartist='Joel McNeely',
         composer='Joel McNeely', conductor='Joel McNeely', orchestra='Royal Scottish National Orchestra', date='1996',
         label='Varèse Sarabande', catalognumber='VSD-5700', film='Star Wars: Shadows of the Empire', filmyear='1996', kind='book',
         releasetype='original-score', genre='Soundtrack', tracks=[
             (2, 'The Battle of Gall', 'battle', 'exciting'), (3, 'Imperial City', 'city', 'majestic'),
             (4, "Beggar's Canyon Chase", 'chase;desert', 'exciting'), (5, 'The Southern Underground', '', 'ominous'),
             (6, "Xizor's Theme", '', 'evil'), (10, "The Destruction of Xizor's Palace", 'explosion;escape', 'epic')]),
    dict(folder='Books/Music Inspired by Lord of the Rings', format='m4a', album='Music Inspired by Lord of the Rings',
         albumartist='Bo Hansson', composer='Bo Hansson', date='1972', label='Charisma', film='The Lord of the Rings', filmyear='1954',
         kind='book', releasetype='inspired-by', genre='Progressive Rock', tracks=[
             (1, 'Leaving Shire', 'farewell;journey', 'wistful'), (2, 'The Old Forest & Tom Bombadil', '', 'mysterious'),
             (3, 'Fog on the Barrow-Downs', '', 'eerie'), (4, 'The Black Riders & Flight to the Ford', 'chase', 'ominous'),
             (6, 'A Journey in the Dark', 'journey', 'dark'), (12, 'The Grey Havens', 'farewell', 'serene')]),
    dict(folder='Theme parks/The Haunted Mansion', format='wav', album='The Story and Song from the Haunted Mansion',
         albumartist='Various Artists', composer='Buddy Baker', date='1969', label='Disneyland Records', catalognumber='ST-3947',
         film='The Haunted Mansion', filmyear='1969', kind='theme-park-attraction', releasetype='story-album', genre='Soundtrack', tracks=[
             (0, 'Grim Grinning Ghosts', 'ride-through;haunting', 'humorous;eerie')]),
    dict(folder='Cruise ships/Titanic', format='wav', album='Titanic: Music as Heard on the Fateful Voyage',
         albumartist='Ian Whitcomb and the White Star Orchestra', date='1997', label='Rhino', film='RMS Titanic', filmyear='1912',
         kind='cruise-ship', genre='Ragtime', tracks=[
             (0, 'The White Star March', 'sailing', 'majestic'), (0, "Alexander's Ragtime Band", 'dance', 'fun'),
             (0, "Songe d'automne", 'dance', 'wistful')]),
    dict(folder='Events/Isles of Wonder', format='m4a',
         album='Isles of Wonder: Music for the Opening Ceremony of the London 2012 Olympic Games', albumartist='Various Artists', date='2012',
         film='Opening Ceremony of the London 2012 Olympic Games', filmyear='2012', kind='ceremony', director='Danny Boyle',
         releasetype='compilation', genre='Soundtrack', compilation='1', tracks=[
             (0, 'And I Will Kiss', 'transformation', 'epic', 'Underworld'), (0, "Caliban's Dream", '', 'awe', 'Underworld'),
             (0, 'Abide with Me', '', 'reverent', 'Emeli Sandé')]),
    dict(folder='Sound effects/Chilling, Thrilling Sounds of the Haunted House', format='wav',
         album='Chilling, Thrilling Sounds of the Haunted House', albumartist='Laura Olsher', date='1964', label='Disneyland Records',
         catalognumber='DQ-1257', releasetype='sound-effects', genre='Sound Effects', tracks=[
             (1, 'The Haunted House', 'haunting', 'eerie'), (0, 'The Very Long Fuse', 'explosion', 'tense'),
             (0, 'Your Pet Cat', '', 'horror'), (0, 'The Unsafe Bridge', '', 'tense')]),
]

# One audio image and a CUE file in the encoding of its time and place. (title, performer)
IMAGES = [
    dict(folder='Film/となりのトトロ サウンドトラック集', name='となりのトトロ', encoding='shift_jis', album='となりのトトロ サウンドトラック集', performer='久石譲',
         date='1988', genre='Soundtrack', tracks=[
             ('さんぽ -オープニング主題歌-', '井上あずみ'), ('五月の村', '久石譲'), ('オバケやしき!', '久石譲'), ('メイとすすわたり', '久石譲'),
             ('夕暮れの風', '久石譲'), ('こわくない', '久石譲'), ('おみまいにいこう', '久石譲'), ('おかあさん', '久石譲')]),
    dict(folder='Television/Ирония судьбы', name='Ирония судьбы', encoding='cp1251',
         album='Песни из кинофильма «Ирония судьбы, или С лёгким паром!»', performer='Микаэл Таривердиев', date='', genre='Саундтрек', tracks=[
             ('Я спросил у ясеня', 'Сергей Никитин'), ('Мне нравится, что вы больны не мной', 'Алла Пугачёва'),
             ('По улице моей', 'Алла Пугачёва'), ('Никого не будет в доме', 'Сергей Никитин'),
             ('На Тихорецкую состав отправится', 'Алла Пугачёва'), ('Если у вас нету тёти', 'Сергей Никитин')]),
]

# Cue sheets. (cue number, title, in, out, usage, scene, mood). Times are illustrative: see SOURCES.md.
SHEETS = [
    dict(path='Film/Vertigo (1958)/Vertigo cue sheet.csv', title='Vertigo', kind='film', year='1958', director='Alfred Hitchcock',
         company='Paramount Pictures', composer='Bernard Herrmann', cues=[
             ('1M1', 'Prelude and Rooftop', '00:00:20', '00:04:50', 'MT', 'chase', 'tense; mysterious'),
             ('2M1', 'Scotty Trails Madeline', '00:17:00', '00:25:10', 'BI', 'investigation', 'mysterious'),
             ('4M1', 'The Bay', '00:40:10', '00:43:00', 'BI', 'rescue', 'intense'),
             ('7M1', 'The Beach', '01:03:30', '01:06:50', 'BI', 'love scene', 'passionate'),
             ('8M1', 'Farewell and the Tower', '01:14:40', '01:21:00', 'BI', 'death', 'tragic'),
             ('9M1', 'The Nightmare and Dawn', '01:24:40', '01:26:50', 'BI', 'dream', 'horror'),
             ('12M1', "Scene d'Amour", '01:53:00', '01:57:50', 'BI', 'love scene', 'romantic; yearning'),
             ('13M1', 'The Necklace, the Return and Finale', '02:00:00', '02:07:30', 'BI', 'revelation', 'tragic; tense')]),
    dict(path='Film/Planet of the Apes (1968)/Planet of the Apes cue sheet.csv', title='Planet of the Apes', kind='film', year='1968',
         director='Franklin J. Schaffner', company='20th Century Fox', composer='Jerry Goldsmith', cues=[
             ('1M1', 'Main Title', '00:04:20', '00:06:30', 'MT', 'main title', 'eerie'),
             ('1M2', 'Crash Landing', '00:06:40', '00:09:00', 'BI', 'disaster', 'chaotic'),
             ('2M1', 'The Searchers', '00:13:50', '00:16:10', 'BI', 'journey', 'bleak'),
             ('3M1', 'The Clothes Snatchers', '00:28:20', '00:31:20', 'BI', 'chase', 'urgent'),
             ('4M1', 'The Hunt', '00:31:40', '00:36:30', 'BI', 'chase', 'tense; aggressive'),
             ('8M1', 'No Escape', '01:04:30', '01:09:40', 'BI', 'escape', 'tense; frantic')]),
]
