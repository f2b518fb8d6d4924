"""Common given names: what tells a person from a section or a place where nothing on a page says which it is.

Names that are as often a place or a word ("Sydney", "Victoria", "Will", "Grace") are left out: a line that nothing
marks as a byline is believed only for a name that is hardly anything else.
"""

from __future__ import annotations

from crawler.given_east import EASTERN
from crawler.text import folded

_GIVEN = frozenset(
    folded(name)
    for row in (
        "aaron adam adrian aidan alan albert alex alexander alexandra alice alison allison amanda amy andrea andrew",
        "andy angela anita ann anna anne annie anthony antonia arthur ashley barbara becky ben benjamin bernard",
        "beth bill bob brenda brian bridget caitlin callum cameron carol caroline catherine chloe chris christian",
        "christina christine christopher claire colin connor craig daniel danielle darren dave david deborah debra",
        "dennis derek diana diane donald donna dorothy duncan edward eileen eleanor eliza elizabeth ella ellen",
        "emily emma eric erin ethan eva evan evelyn fiona frances frank fred gareth gary gavin geoffrey george",
        "gerald gillian glenn gordon graham greg gregory hannah harold harriet harry hayley heather helen henry",
        "howard hugh iain ian isabel jack jacob jake james jamie jane janet jason jean jeff jeffrey jennifer jenny",
        "jeremy jerry jess jessica jill jim joan joanna joanne jodie joe joel john johnny jon jonathan joseph josh",
        "joshua judith judy julia julian julie karen kate katherine kathleen kathryn kathy katie keith kelly ken",
        "kenneth kerry kevin kim kirsty kyle larry laura lauren lawrence leah lee leo leonard lesley lewis liam",
        "linda lindsay lisa liz louis louise lucy luke lynn maggie malcolm marcus margaret marion martha martin",
        "mary matt matthew maureen megan melanie melissa michael michelle mike miriam molly nancy naomi natalie",
        "natasha nathan neil nicholas nick nicola nicole nigel nina nora norman oliver olivia owen pamela pat",
        "patricia patrick paul paula pauline peter phil philip phoebe rachel ralph raymond rebecca richard rob",
        "robert robin roger ronald rory rosemary ross roy russell ruth ryan sally sam samantha samuel sandra sara",
        "sarah scott sean shannon sharon shaun sheila simon sofia sophie stacey stella stephanie stephen steve",
        "steven stuart susan suzanne tara ted teresa terry theresa thomas tim timothy tina todd tom tony tracey",
        "tracy trevor tyler valerie vanessa vera vincent wayne wendy william yvonne zoe zachary eilidh andreas anja",
        "anke annette antje armin astrid axel bärbel bastian beate bernd bernhard birgit björn britta christoph",
        "claudia cornelia dagmar detlef dieter dirk dominik eckhard edith elke felix florian franz friedrich",
        "gabriele georg gerd gerhard gisela günter günther hannes hans hanna heike heiko heinrich heinz helga",
        "helmut henning herbert hermann holger horst ines inge ingo ingrid irene jan jana jens joachim jochen",
        "johanna johannes jörg jürgen jutta kai karin karl karl-heinz karsten katharina kathrin katja katrin",
        "kerstin klaus kurt lars lea lena leonie lothar lukas lutz maike manfred manuela marie markus martina",
        "matthias max maximilian meike michaela monika moritz nadine niklas nils norbert olaf petra philipp rainer",
        "ralf regina reiner renate roland rolf rüdiger sabine sebastian silke simone sonja stefan stefanie susanne",
        "svenja sven tanja thorsten tobias torsten udo ulrich ulrike ursula ute uwe volker walter werner wolfgang",
        "adèle agnès alain alexandre alexis amélie anaïs antoine arnaud audrey aurélie baptiste bénédicte benoît",
        "bertrand brigitte camille cécile cédric céline chantal charlène christelle christophe clément clémentine",
        "corinne cyril damien delphine didier dominique édouard élise élodie émilie emmanuel emmanuelle étienne",
        "fabien fabrice fanny florent françois françoise frédéric gaëlle gérard gilles grégoire guillaume hélène",
        "hervé hugo isabelle jacques jean-baptiste jean-claude jean-françois jean-luc jean-marc jean-marie",
        "jean-michel jean-paul jean-philippe jean-pierre jérôme joël julien juliette laetitia laurence laurent léa",
        "luc ludovic lucie madeleine manon marc margaux marianne marine mathieu mathilde maxime mélanie michel",
        "mireille monique morgane muriel nathalie nicolas noémie odile olivier pascal patrice perrine philippe",
        "pierre quentin raphaël rémi rémy renaud romain sabrina sandrine solène stéphane stéphanie sylvain sylvie",
        "thibault thierry tristan valentin valentine valérie véronique virginie vivien xavier yann yannick yves",
        "adriana agustín alberto alejandra alejandro alfonso alfredo álvaro ana andrés ángel antonio arturo beatriz",
        "begoña belén carla carlos carmen césar cristina daniela diego eduardo elena emilio enrique ernesto esteban",
        "eugenia fabián federico felipe fernanda fernando francisca francisco gabriel gabriela gonzalo guillermo",
        "gustavo héctor hernán ignacio inés iván jaime javier jesús joaquín jorge josé josefina juan juan-carlos",
        "julio lorena lucía luis luisa manuel marcela marcelo marcos margarita maría mariana mario marta martín",
        "mateo mauricio mercedes miguel mónica natalia nicolás nuria óscar pablo paola pedro pilar rafael ramón",
        "raquel raúl ricardo roberto rocío rodrigo rosa rubén salvador sergio silvia sofía susana tomás verónica",
        "vicente ximena yolanda alessandra alessandro alessia angelo antonella arianna carlo chiara claudio",
        "cristiano daniele davide elisa elisabetta enrico fabio federica filippo francesca francesco giacomo",
        "gianluca gianni giorgia giorgio giovanni giulia giuseppe ilaria lorenzo luca luciano luigi marco maria",
        "massimo matteo maurizio michele paolo pietro riccardo roberta simona stefania stefano valentina valeria",
        "vincenzo aline bruno bruna caio carolina cláudia débora edson fábio flávia flávio guilherme helena inês",
        "joana joão juliana leandro letícia luana luiz márcia márcio marina maurício murilo nuno otávio patrícia",
        "paulo priscila rafaela renata rita rui sônia tânia thaís thiago tiago vinícius vítor anders anneke annika",
        "arjen bart bas birgitte bram bjarne camilla eirik elin emil erik esther fredrik freja gerrit göran gustav",
        "håkan hanneke hanne harald henrik ida ingvild ivar jakob jeroen jesper johan joost kaare kasper katrine",
        "kees kjell kristian kristin kristoffer linnea lotte maarten magnus maja marieke marijke marit martijn mats",
        "mattias mette mikael mikkel morten niels nienke ola ole oskar per pieter pernille rasmus rik rikke roos",
        "ruben rune sander sanne sigrid signe simen sjoerd søren stijn thea thijs tor torbjørn trond ulf wouter",
        "agnieszka aleksandra andrzej artur bartosz dariusz ewa filip grzegorz jakub jacek jarosław jerzy kamil",
        "katarzyna krzysztof łukasz maciej magdalena małgorzata marcin marek mariusz mateusz michał paweł piotr",
        "rafał ryszard sławomir stanisław tomasz wojciech zbigniew zofia hana ivana jaroslav jiří josef kateřina",
        "lenka ladislav markéta michal miroslav ondřej pavel petr radek tereza tomáš václav veronika vojtěch zdeněk",
        "zuzana attila balázs eszter ferenc gábor ildikó istván jános józsef judit katalin krisztina lajos lászló",
        "miklós péter sándor tamás zoltán zsófia zsuzsa alexandru andrei bogdan cătălin ciprian corina cristian",
        "dragoș florin gheorghe ioana mihai mihaela radu ștefan vlad aino antti eero eeva hannu heikki janne jari",
        "juha jukka kaisa kari katri mikko minna päivi pekka petri riikka sanna satu tiina timo tuomas ville ahmet",
        "ali ayşe burak cem deniz elif emine emre esra fatih fatma hakan hasan hüseyin ibrahim kemal mehmet merve",
        "murat mustafa onur orhan osman ömer özge selin serkan sevgi tolga tuğba yusuf zeynep aleksey alexei alina",
        "anastasia anton boris darya denis dmitri dmitry ekaterina evgeny igor ilya irina ivan ksenia leonid lev",
        "maxim mikhail nadezhda natalya nikita nikolai oksana oleg olena olga polina roman ruslan semyon sergei",
        "sergey svetlana taras tatiana timur vadim vasily viktor viktoria vladimir volodymyr yana yegor yelena",
        "yevgeny yulia yuri zoya andriy dmytro iryna kateryna mykola mykhailo oleksandr oleksiy serhiy viktoriia",
        "yaroslav abdul abdullah ahmad ahmed aisha amina amir amira ayesha dalia fadi farah fatima hala hassan huda",
        "hussein karim khaled laila layla leila mahmoud maryam maya mohamed mohammad mohammed mona muhammad nadia",
        "noor nour omar rana rania reem rima salma samir sami tariq yasmin yasmine youssef zainab hamid hossein",
        "mahsa mehdi mina mojtaba narges nasrin parisa reza sahar sanaz shirin amit anil anjali arjun ashok deepak",
        "divya gaurav kavita manish meera mohan nandini neha nikhil pooja priya rahul rajesh rakesh ravi rohan",
        "rohit sanjay shreya sneha sunil sunita suresh vijay vikram vivek akira haruka hiroshi kenji naoko takashi",
        "yuki yuko александр александра алексей алина алла анастасия анатолий андрей анна антон антонина аркадий",
        "арсений артем артём богдан борис вадим валентин валентина валерий валерия варвара василий василиса вера",
        "вероника виктор виктория виталий владимир владислав всеволод вячеслав галина геннадий георгий герман глеб",
        "григорий дарья денис диана дмитрий евгений евгения егор екатерина елена елизавета ефим жанна захар зинаида",
        "зоя иван игнат игорь илья инна ирина карина кира кирилл кристина ксения лариса лев леонид лидия лилия",
        "людмила макар максим маргарита марина мария марк михаил надежда наталия наталья никита николай нина оксана",
        "олег олеся ольга павел петр пётр полина раиса регина роман руслан рустам светлана семен семён сергей софия",
        "софья станислав степан тамара тарас татьяна тимофей тимур ульяна федор фёдор филипп эдуард элина эльвира",
        "эмма юлия юрий яна ярослав андрій антоніна валерій василь вікторія віталій володимир ганна дмитро євген",
        "євгенія ігор іван інна ірина катерина костянтин кирило леся марія микола михайло наталія олександр",
        "олександра олексій олена остап павло петро сергій світлана соломія софія тетяна уляна юлія юрій grace",
        "josette reto bettina urs beat josiane ginette yvette bernadette colette odette martial marcel fabienne",
        "huguette desislava margit petar dimitar stoyan ivelina десислава петър димитър георги стоян ивелина калина",
        "тодор христо radka maëlle gwenaël gwenaëlle yoann enora nolwenn erwan loïc loïs",
        *EASTERN,
    )
    for name in row.split()
)


def is_given(name: str) -> bool:
    """Whether the first word of ``name`` is a common given name, in whatever case and with or without its accents."""
    first, _, rest = folded(name).partition(" ")
    return bool(rest) and first in _GIVEN
