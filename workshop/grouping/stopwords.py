"""Small words that say nothing of what a card is about, by the language of the stemmer.

The lists are short on purpose: what nearly every card of a board says is left out as well, in
whatever language it is.
"""

_WORDS = {
    "english": """
        a about add after again ago all almost also always am an and any are aren't around as ask
        asked asking asks at away back bad be because been before being best better big both but
        by came can can't cannot come comes coming could couldn't count counted counting day days
        did didn't different do does doesn't doing don't down each eight else enough even ever
        every few find finds first five for found four from gave get gets getting give given gives
        giving go goes going good got had half has hasn't have haven't having he hear heard hears
        helped her here hers him his hour hours how hundred i i'd i'll i'm i've if in into is
        isn't it it's its just keep keeps kept knew know known knows last left let like live lives
        long look looked looking looks lot made make makes many may me mean means meant might
        minute minutes more most much must my need needs never new nine no nobody none not nothing
        now of off old on once one only or other others our ours out over own people put puts read
        reads really said same sat saw say says see seen send sent seven she should shouldn't show
        showed shown six small so some somebody something spoke start started still stopped such
        take taken takes talk talked talking talks tell telling tells ten than that that's the
        their theirs them then there there's these they they're thing things think this those
        though thought three through time times to today together told too took tried tries try
        turn turned twice two under until up us use used very walk walked want wants was wasn't
        way we we're we've week weeks well went were what when where which while who whole whom
        why will with won't would wouldn't write writes written wrote year years yes you you're
        your yours
    """,
    "french": """
        à ai aller alors après au aucun aussi autre aux avec avoir bien c'est ça car ce cela ces
        cet cette comme dans de des deux du elle elles en encore est et être été fait faire il ils
        j'ai je jamais la là le les leur leurs lui ma mais me même mes moi mon ne nos notre nous
        on ont ou où par parce pas peu peut plus pour pourquoi quand que quel quelle qui quoi sa
        sans se ses si son sont sur ta te tes toi ton tous tout toute très trop tu un une va vers
        vos votre vous y
    """,
    "german": """
        aber alle alles als also am an auch auf aus bei bin bis bitte da damit dann das dass dein
        dem den der des die dies diese dir doch du durch ein eine einem einen einer eines er es
        etwas euch für ganz gibt haben hat hatte ich ihm ihn ihr immer im in ist ja jede jeder
        kann kein keine man mehr mein mich mir mit muss müssen nach nicht nichts nie noch nur oder
        ohne sehr sein sich sie sind so über um und uns unser unter viel vom von vor war was weil
        wenn wer werden wie wir wird wo zu zum zur
    """,
    "spanish": """
        a al algo como con cuando de del desde donde dos el ella ellos en entre era es esa ese eso
        esta este esto está están fue ha hace han hasta hay la las le les lo los me mi mis muy más
        nada ni no nos nosotros nunca o otra otro para pero poco por porque puede que quien se ser
        si siempre sin sobre son su sus sí también te tiene tienen toda todo todos tu un una uno y
        ya yo
    """,
    "italian": """
        a ad ai al alla alle anche ancora c'è che chi ci come con cosa così da dal dalla dei del
        della delle di dove e ed era essere fa gli ha hanno ho i il in io la le lei lo loro lui ma
        mai me mi mia mio molto nei nel nella no noi non o ogni per perché più poco quando quello
        questa questo se sempre si sia solo sono su sua suo sul tra tu tutti tutto un una uno è
    """,
    "portuguese": """
        a ao as até com como da das de do dos e ela ele eles em era essa esse esta este eu foi há
        isso isto já lhe mais mas me meu minha muito na nada nas nem no nos nossa nosso nunca não
        o onde os ou para pela pelo por porque quando que quem se sem sempre ser seu sua são só
        também tem têm tudo um uma você à é
    """,
    "dutch": """
        aan al alle als altijd bij daar dan dat de deze die dit door dus een en er geen goed haar
        had heb hebben heeft het hier hij hoe hun ik in is ja je kan maar me meer men met mij mijn
        moet na naar niet niets nog nooit nu of om omdat ons onze ook op over te toch tot uit van
        veel voor waar want was wat we wel wie wij worden wordt zal ze zeer zich zij zijn zo
        zonder
    """,
    "polish": """
        a aby ale albo bardzo bez bo być by był była było być chce co czy dla do gdy gdzie go i
        ich ile im ja jak jego jej jest jeszcze już każdy kiedy kto który która które ma mają mi
        mnie może można my na nam nas nasz nic nie nigdy niż o od on ona oni po pod przez przy się
        są ta tak także tam te tego ten też to tu ty tylko tym w we więc wszystko z za ze zawsze
        że
    """,
    "romanian": """
        a ai al ale am ar are au aș ca care ce când cât cel cu da dar de deci din doar după ea ei
        el ele este eu eram fi fie foarte fost iar în îl îmi însă la le lor lui mai mă mea mei meu
        mi mult nici nimic niciodată noi nu o or pe pentru poate prea s-a să se sunt și spre sub
        te toate tot tu un una unde unei unui va voi vor
    """,
    "russian": """
        а без бы был была были было быть в вам вас весь во вот все всё всего всех вы где да даже
        для до его ее её если есть еще ещё же за и из или им их к как ко когда кто ли меня мне
        много может мы на надо нам нас не него нее нет ни них но ну о об он она они оно от очень
        по под при с сам себя со так там тебя тем то того тоже только том ты у уже чего чем что
        чтобы эта эти это этот я
    """,
    "welsh": """
        a â ac ag am ar at bod beth bob bydd byth ble chi chwi cael dim dyma dyna dydd dy eich ein
        ei eu er erioed fe fel fi fod fy gan gael gyda hefyd hi hon hwn hwnnw hyn i iawn ie mae mai
        maen mewn mi na nad neb neu ni nid nhw o oedd oes on ond os pam pan pob pwy roedd rwy rydyn
        sut sy sydd syn ti trwy un unrhyw wedi wrth y ydy yn ym yma yna yr yw
    """,
    "ukrainian": """
        а або але б без був була були було бути в вам вас ви від він вона вони воно все всі де для
        до є ж за з зі і із її їх їм й його коли кого кому лише ми може мені мене на над нам нас не
        ні ніхто нічого ну о об один одна по поки при про саме свої себе та так там те ти то того
        тому тут у уже хто це цей ця ці час чи що щоб як яка які який я
    """,
    "urdu": """
        اب اس اسے ان انہیں اور اپنا اپنی اپنے آپ ایک بھی بہت پر پھر تک تو تھا تھی تھے جب جو جہاں
        ساتھ سب سے صرف کا کر کرتا کرتے کرنا کرنے کہ کہاں کو کوئی کون کی کیا کیوں کے کچھ گا گی گے
        گیا لیے مجھے میرا میری میرے میں نہیں نے وہ وہاں پاس ہم ہمارا ہماری ہمارے ہمیں ہو ہوا ہوتا
        ہوتے ہوں ہے ہیں ہی یا یہ یہاں
    """,
    "arabic": """
        أن أو إلى إن ان او الى التي الذي الذين على عن عند في كان كانت كل كما لا لم لن له لها ليس
        ما مع من منذ نحن هذا هذه هل هم هنا هو هي و وهو وهي يا بعد بين ثم حتى حيث قد كيف لكن لماذا
        متى أنا أنت
    """,
}
STOPWORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _WORDS.items()
}
