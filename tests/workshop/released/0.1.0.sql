BEGIN TRANSACTION;
CREATE TABLE activity_run (
	id VARCHAR NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	minutes INTEGER NOT NULL, 
	session INTEGER NOT NULL, 
	attribution VARCHAR NOT NULL, 
	hidden BOOLEAN NOT NULL, 
	open BOOLEAN NOT NULL, 
	revealed BOOLEAN NOT NULL, 
	ends_at DATETIME, 
	started_at DATETIME, 
	ended_at DATETIME, 
	PRIMARY KEY (id), 
	FOREIGN KEY(workshop_id) REFERENCES workshop (id) ON DELETE CASCADE, 
	UNIQUE (workshop_id, "key")
);
INSERT INTO "activity_run" VALUES('fHdEWVLHdWzE7ozC','YyeHhDqsX65TNy9t','team.arrive',0,3,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('U59m4-WtNJULREUu','YyeHhDqsX65TNy9t','team.introductions',1,5,1,'named',0,0,0,NULL,'2026-11-22 08:19:21.135000','2026-11-22 08:19:21.190000');
INSERT INTO "activity_run" VALUES('xw7BcPCDYMdmvt-o','YyeHhDqsX65TNy9t','team.rules',2,2,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('1HEmMGwln382-7j8','YyeHhDqsX65TNy9t','team.life-question',3,7,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('3yU_JXG2HpLytP-C','YyeHhDqsX65TNy9t','team.hopes',4,3,1,'anonymous',1,0,0,NULL,'2026-11-22 08:19:21.192000','2026-11-22 08:19:21.238000');
INSERT INTO "activity_run" VALUES('xLg4HY_QVZN8Ky01','YyeHhDqsX65TNy9t','segments.list',5,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('RcxKfGcbmQKFHIwu','YyeHhDqsX65TNy9t','segments.map',6,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('ovkUkxlm-t1RVzcy','YyeHhDqsX65TNy9t','segments.name',7,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('27yO5tKhIEPcvq9o','YyeHhDqsX65TNy9t','segments.size',8,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('DZltQyGTauwunQYB','YyeHhDqsX65TNy9t','segments.missing',9,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('-Y3yJYWOrnlLKKs1','YyeHhDqsX65TNy9t','segments.focus',10,4,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('Hh3duv1MC8ulwISJ','YyeHhDqsX65TNy9t','insights.write',11,10,1,'role',1,0,0,NULL,'2026-11-22 08:19:21.240000','2026-11-22 08:19:21.507000');
INSERT INTO "activity_run" VALUES('VIZ25Eslzrz9PIE0','YyeHhDqsX65TNy9t','insights.journey',12,9,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('MEk_zEAFwwy536AZ','YyeHhDqsX65TNy9t','insights.sort',13,8,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('fUCkWqjEWtUf4sZs','YyeHhDqsX65TNy9t','insights.name',14,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('J8rOGxbeGkKj96S9','YyeHhDqsX65TNy9t','insights.sentences',15,8,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('NPROODoon_TFmapK','YyeHhDqsX65TNy9t','insights.vote',16,5,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('-4oe7MKCWZBPg_kg','YyeHhDqsX65TNy9t','horizon.cases',17,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('n2ADKJjHHlHGoZQH','YyeHhDqsX65TNy9t','horizon.trick',18,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('9b6ybY3rYTMYFy2N','YyeHhDqsX65TNy9t','horizon.lens',19,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('aTaqsuhxW5sPNl6f','YyeHhDqsX65TNy9t','horizon.breaks',20,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('ouNQpaJMiHbkilQS','YyeHhDqsX65TNy9t','horizon.borrow',21,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('odCByh7CQO7st-t3','YyeHhDqsX65TNy9t','horizon.walk',22,5,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('yvXjQzoFN7D97U5c','YyeHhDqsX65TNy9t','resources.guess',23,4,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('EDyMd_ljAEz2avMa','YyeHhDqsX65TNy9t','resources.spend',24,16,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('dKR_I0NMZYA4m3CA','YyeHhDqsX65TNy9t','resources.sort',25,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('zMU3JuVz6I3-NNPg','YyeHhDqsX65TNy9t','reframe.used-to-think',26,4,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('W7p5QwkquF-3rq-2','YyeHhDqsX65TNy9t','reframe.from-to',27,7,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('GtmBI0QqADjmtdz6','YyeHhDqsX65TNy9t','reframe.check',28,4,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('kGLUPl7iM64qJnWH','YyeHhDqsX65TNy9t','reframe.questions',29,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('y8ma0BAGtk_UaFwk','YyeHhDqsX65TNy9t','reframe.choose',30,9,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('oIu7K98onwgJOoK4','YyeHhDqsX65TNy9t','solutions.ideas',31,12,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('6QEUUbNXMMKAgShf','YyeHhDqsX65TNy9t','solutions.flip',32,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('cJqFuce0MaWweYnH','YyeHhDqsX65TNy9t','solutions.cluster',33,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('bTKvFfhgdkI849jd','YyeHhDqsX65TNy9t','solutions.dots',34,3,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('_GcEUVwSZ_Eb-OTs','YyeHhDqsX65TNy9t','solutions.build',35,12,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('dB6wrrznK2h-xyuK','YyeHhDqsX65TNy9t','solutions.test',36,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('TLrBXuGqmb9-5jPF','YyeHhDqsX65TNy9t','solutions.matrix',37,5,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('bBl2CrQg9mh2E7rQ','YyeHhDqsX65TNy9t','solutions.concerns',38,4,1,'anonymous',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('cQGcmiD3yuhNgi-d','YyeHhDqsX65TNy9t','prototyping.must-be-true',39,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('uLDPhhOuD_Gw3DQH','YyeHhDqsX65TNy9t','prototyping.version-one',40,20,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('sRFo0bpEN8rVEPN9','YyeHhDqsX65TNy9t','vision.headline',41,5,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('McXp9h8MZzqGMiCt','YyeHhDqsX65TNy9t','vision.front-page',42,9,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('neSNALSxN3CytBf8','YyeHhDqsX65TNy9t','vision.write',43,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('LC5blUH0AqPKVK5o','YyeHhDqsX65TNy9t','vision.answer',44,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('qMdqxtbNJC7HIj__','YyeHhDqsX65TNy9t','vision.first-steps',45,8,1,'role',0,1,0,'2026-11-22 08:29:21.508000','2026-11-22 08:19:21.508000',NULL);
INSERT INTO "activity_run" VALUES('yGblJNg6ebfHnEcG','YyeHhDqsX65TNy9t','vision.close',46,4,1,'role',0,0,0,NULL,NULL,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id VARCHAR, 
	actor_role VARCHAR NOT NULL, 
	verb VARCHAR NOT NULL, 
	object_type VARCHAR NOT NULL, 
	object_id VARCHAR NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	PRIMARY KEY (id), 
	FOREIGN KEY(workshop_id) REFERENCES workshop (id) ON DELETE CASCADE, 
	UNIQUE (workshop_id, revision)
);
INSERT INTO "audit" VALUES(1,'YyeHhDqsX65TNy9t',1,'2026-11-22 08:19:21.021000',NULL,'host','create_workshop','workshop','YyeHhDqsX65TNy9t','null','{"title": "Growing up in Ashby", "place": "Ashby", "life_question": "", "big_challenge": "", "sponsor": "", "venue": "", "horizon_year": null, "booked_minutes": null, "template": "one-day"}');
INSERT INTO "audit" VALUES(2,'YyeHhDqsX65TNy9t',2,'2026-11-22 08:19:21.048000','0K-9av4C5A-h8ZSR','facilitator','take_over','person','0K-9av4C5A-h8ZSR','null','null');
INSERT INTO "audit" VALUES(3,'YyeHhDqsX65TNy9t',3,'2026-11-22 08:19:21.084000',NULL,'participant','join','person','luPJyVsyIjqF6LiQ','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(4,'YyeHhDqsX65TNy9t',4,'2026-11-22 08:19:21.102000',NULL,'participant','join','person','uVeTySjzgrOoeKU7','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(5,'YyeHhDqsX65TNy9t',5,'2026-11-22 08:19:21.109000','0K-9av4C5A-h8ZSR','facilitator','set_wifi','workshop','YyeHhDqsX65TNy9t','null','null');
INSERT INTO "audit" VALUES(6,'YyeHhDqsX65TNy9t',6,'2026-11-22 08:19:21.117000','0K-9av4C5A-h8ZSR','facilitator','set_address','room','YyeHhDqsX65TNy9t','null','{"address": "http://192.168.7.7:8501"}');
INSERT INTO "audit" VALUES(7,'YyeHhDqsX65TNy9t',7,'2026-11-22 08:19:21.137000','0K-9av4C5A-h8ZSR','facilitator','open_activity','room','YyeHhDqsX65TNy9t','null','{"activity": "team.introductions", "gates_opened": []}');
INSERT INTO "audit" VALUES(8,'YyeHhDqsX65TNy9t',8,'2026-11-22 08:19:21.161000','luPJyVsyIjqF6LiQ','participant','add_card','card','qjkmiqkWcSvd7Eqa','null','{"text": "I know every path here\nand every dog", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.introductions", "kind": "know_how"}');
INSERT INTO "audit" VALUES(9,'YyeHhDqsX65TNy9t',9,'2026-11-22 08:19:21.181000','luPJyVsyIjqF6LiQ','participant','edit_card','card','qjkmiqkWcSvd7Eqa','{"text": "I know every path here\nand every dog", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.introductions", "kind": "know_how"}','{"text": "I know every path", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.introductions", "kind": "know_how"}');
INSERT INTO "audit" VALUES(10,'YyeHhDqsX65TNy9t',10,'2026-11-22 08:19:21.193000','0K-9av4C5A-h8ZSR','facilitator','open_activity','room','YyeHhDqsX65TNy9t','null','{"activity": "team.hopes", "gates_opened": []}');
INSERT INTO "audit" VALUES(11,'YyeHhDqsX65TNy9t',11,'2026-11-22 08:19:21.205000',NULL,'participant','add_card','card','zCwfjGZpchnFn_37','null','{"text": "That we are heard", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.hopes", "kind": "hope"}');
INSERT INTO "audit" VALUES(12,'YyeHhDqsX65TNy9t',12,'2026-11-22 08:19:21.213000',NULL,'participant','add_card','card','equJj2csNMRWZEOH','null','{"text": "That we lose our jobs", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "facilitator", "position": 0, "activity": "team.hopes", "kind": "worry"}');
INSERT INTO "audit" VALUES(13,'YyeHhDqsX65TNy9t',13,'2026-11-22 08:19:21.220000',NULL,'facilitator','add_card','card','Yd1B66jDgkxOftO2','null','{"text": "That I talk too much", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "facilitator", "position": 0, "activity": "team.hopes", "kind": "worry"}');
INSERT INTO "audit" VALUES(14,'YyeHhDqsX65TNy9t',14,'2026-11-22 08:19:21.229000',NULL,'facilitator','add_card','card','zvZfZLv6dDMiKbTS','null','{"text": "Lone parents on nights", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "segments.map", "kind": "segment"}');
INSERT INTO "audit" VALUES(15,'YyeHhDqsX65TNy9t',15,'2026-11-22 08:19:21.240000','0K-9av4C5A-h8ZSR','facilitator','open_activity','room','YyeHhDqsX65TNy9t','null','{"activity": "insights.write", "gates_opened": []}');
INSERT INTO "audit" VALUES(16,'YyeHhDqsX65TNy9t',16,'2026-11-22 08:19:21.261000',NULL,'participant','add_card','card','l2Ld-YrNUqonxmNt','null','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(17,'YyeHhDqsX65TNy9t',17,'2026-11-22 08:19:21.269000',NULL,'participant','add_card','card','WCyF59Xk2Coz5Z1o','null','{"text": "The caf\u00e9 is free at ten", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(18,'YyeHhDqsX65TNy9t',18,'2026-11-22 08:19:21.277000',NULL,'participant','add_card','card','KWPTyGq7r8DyEqjQ','null','{"text": "This is about my neighbour", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(19,'YyeHhDqsX65TNy9t',19,'2026-11-22 08:19:21.291000',NULL,'participant','add_card','card','MyOH3L1pvklCE4Ff','null','{"text": "For you alone", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "facilitator", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(20,'YyeHhDqsX65TNy9t',20,'2026-11-22 08:19:21.301000',NULL,'facilitator','add_card','card','HfZhdY6_k5wjzgc-','null','{"text": "My knees decide where I go", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(21,'YyeHhDqsX65TNy9t',21,'2026-11-22 08:19:21.314000','0K-9av4C5A-h8ZSR','facilitator','hide_card','card','WCyF59Xk2Coz5Z1o','{"text": "The caf\u00e9 is free at ten", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The caf\u00e9 is free at ten", "fields": {}, "hidden": true, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(22,'YyeHhDqsX65TNy9t',22,'2026-11-22 08:19:21.326000',NULL,'participant','withdraw_card','card','KWPTyGq7r8DyEqjQ','{"text": "This is about my neighbour", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "This is about my neighbour", "fields": {}, "hidden": false, "withdrawn": true, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(23,'YyeHhDqsX65TNy9t',23,'2026-11-22 08:19:21.338000','0K-9av4C5A-h8ZSR','facilitator','star_card','card','l2Ld-YrNUqonxmNt','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(24,'YyeHhDqsX65TNy9t',24,'2026-11-22 08:19:21.349000','0K-9av4C5A-h8ZSR','facilitator','edit_card','card','l2Ld-YrNUqonxmNt','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(25,'YyeHhDqsX65TNy9t',25,'2026-11-22 08:19:21.369000','0K-9av4C5A-h8ZSR','facilitator','undo','card','l2Ld-YrNUqonxmNt','{"text": "The bus stops at six", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(26,'YyeHhDqsX65TNy9t',26,'2026-11-22 08:19:21.392000','0K-9av4C5A-h8ZSR','facilitator','undo','card','l2Ld-YrNUqonxmNt','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(27,'YyeHhDqsX65TNy9t',27,'2026-11-22 08:19:21.412000','0K-9av4C5A-h8ZSR','facilitator','redo','card','l2Ld-YrNUqonxmNt','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(28,'YyeHhDqsX65TNy9t',28,'2026-11-22 08:19:21.426000',NULL,'facilitator','add_card','card','gGi6sAe7SjN1Qfmv','null','{"text": "Getting there", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.name", "kind": "theme"}');
INSERT INTO "audit" VALUES(29,'YyeHhDqsX65TNy9t',29,'2026-11-22 08:19:21.454000',NULL,'facilitator','link_cards','card','gGi6sAe7SjN1Qfmv','{"links": []}','{"links": [["gathers", "WCyF59Xk2Coz5Z1o"], ["gathers", "l2Ld-YrNUqonxmNt"]]}');
INSERT INTO "audit" VALUES(30,'YyeHhDqsX65TNy9t',30,'2026-11-22 08:19:21.462000',NULL,'facilitator','add_card','card','e-rQjplzkIXtfXEk','null','{"text": "Bus passes", "fields": {"amount_pence": 1250000, "fte": "1.25"}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "resources.spend", "kind": "resource_line"}');
INSERT INTO "audit" VALUES(31,'YyeHhDqsX65TNy9t',31,'2026-11-22 08:19:21.495000',NULL,'participant','join','person','JMRbMam2KR1rA2gS','{"role_group": "unknown", "table": null}','{"role_group": "councillor", "table": 4}');
INSERT INTO "audit" VALUES(32,'YyeHhDqsX65TNy9t',32,'2026-11-22 08:19:21.509000','0K-9av4C5A-h8ZSR','facilitator','open_activity','room','YyeHhDqsX65TNy9t','null','{"activity": "vision.first-steps", "gates_opened": []}');
INSERT INTO "audit" VALUES(33,'YyeHhDqsX65TNy9t',33,'2026-11-22 08:19:21.523000','JMRbMam2KR1rA2gS','participant','add_card','card','hkm-5Aut76rVtCi-','null','{"text": "I will ask the board", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "vision.first-steps", "kind": "first_step"}');
INSERT INTO "audit" VALUES(34,'YyeHhDqsX65TNy9t',34,'2026-11-22 08:19:21.541000','0K-9av4C5A-h8ZSR','facilitator','tighten','room','YyeHhDqsX65TNy9t','null','{"activity": "vision.first-steps", "attribution": "role"}');
INSERT INTO "audit" VALUES(35,'YyeHhDqsX65TNy9t',35,'2026-11-22 08:19:21.555000','0K-9av4C5A-h8ZSR','facilitator','add_minutes','room','YyeHhDqsX65TNy9t','null','{"activity": "vision.first-steps", "minutes": 2}');
INSERT INTO "audit" VALUES(36,'YyeHhDqsX65TNy9t',36,'2026-11-22 08:19:21.568000','0K-9av4C5A-h8ZSR','facilitator','show','room','YyeHhDqsX65TNy9t','null','{"what": "card:zvZfZLv6dDMiKbTS"}');
INSERT INTO "audit" VALUES(37,'YyeHhDqsX65TNy9t',37,'2026-11-22 08:19:21.578000','0K-9av4C5A-h8ZSR','facilitator','pause','room','YyeHhDqsX65TNy9t','null','{"paused": true}');
CREATE TABLE ballot (
	voter_id VARCHAR NOT NULL, 
	card_id VARCHAR NOT NULL, 
	round_id VARCHAR NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	method VARCHAR NOT NULL, 
	dots INTEGER NOT NULL, 
	slot INTEGER, 
	score INTEGER, 
	consent VARCHAR, 
	x INTEGER, 
	y INTEGER, 
	PRIMARY KEY (voter_id, card_id), 
	CONSTRAINT ck_ballot_consent CHECK ((method = 'consent') = (consent IS NOT NULL)), 
	CONSTRAINT ck_ballot_dots CHECK ((method = 'dots') = (slot IS NOT NULL)), 
	CONSTRAINT ck_ballot_matrix CHECK ((method = 'matrix') = (x IS NOT NULL)), 
	CONSTRAINT ck_ballot_score CHECK ((method = 'score') = (score IS NOT NULL)), 
	CONSTRAINT ck_ballot_consent_range CHECK (consent IN ('yes', 'live', 'no')), 
	CONSTRAINT ck_ballot_both CHECK ((x IS NULL) = (y IS NULL)), 
	CONSTRAINT ck_ballot_score_range CHECK (score IN (1, 2, 3, 4, 5)), 
	CONSTRAINT ck_ballot_slot_range CHECK (slot IN (1, 2, 3, 4, 5) AND slot <= dots), 
	CONSTRAINT ck_ballot_x_range CHECK (x BETWEEN 0 AND 100 AND x = CAST(x AS INTEGER)), 
	CONSTRAINT ck_ballot_y_range CHECK (y BETWEEN 0 AND 100 AND y = CAST(y AS INTEGER)), 
	FOREIGN KEY(card_id, workshop_id) REFERENCES card (id, workshop_id), 
	FOREIGN KEY(voter_id, round_id, workshop_id, method, dots) REFERENCES voter (id, round_id, workshop_id, method, dots), 
	UNIQUE (voter_id, slot)
);
CREATE TABLE card (
	id VARCHAR NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	activity VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	fields JSON NOT NULL, 
	author_id VARCHAR, 
	author_name VARCHAR NOT NULL, 
	role_group VARCHAR NOT NULL, 
	table_no INTEGER, 
	via VARCHAR NOT NULL, 
	visibility VARCHAR NOT NULL, 
	hidden BOOLEAN NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	starred BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_revision INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_card_version CHECK (version >= 1), 
	FOREIGN KEY(author_id) REFERENCES person (id), 
	FOREIGN KEY(workshop_id) REFERENCES workshop (id) ON DELETE CASCADE, 
	UNIQUE (id, workshop_id)
);
INSERT INTO "card" VALUES('qjkmiqkWcSvd7Eqa','YyeHhDqsX65TNy9t','team.introductions','know_how','I know every path','{}','luPJyVsyIjqF6LiQ','Amina','resident',1,'phone','room',0,0,0,0,2,8,9,'2026-11-22 08:19:21.153000','2026-11-22 08:19:21.179000');
INSERT INTO "card" VALUES('zCwfjGZpchnFn_37','YyeHhDqsX65TNy9t','team.hopes','hope','That we are heard','{}','luPJyVsyIjqF6LiQ','Amina','resident',1,'phone','room',0,0,0,0,1,11,11,'2026-11-22 08:19:21.204000','2026-11-22 08:19:21.204000');
INSERT INTO "card" VALUES('equJj2csNMRWZEOH','YyeHhDqsX65TNy9t','team.hopes','worry','That we lose our jobs','{}','uVeTySjzgrOoeKU7','Ben','staff',2,'phone','facilitator',0,0,0,0,1,12,12,'2026-11-22 08:19:21.212000','2026-11-22 08:19:21.212000');
INSERT INTO "card" VALUES('Yd1B66jDgkxOftO2','YyeHhDqsX65TNy9t','team.hopes','worry','That I talk too much','{}','0K-9av4C5A-h8ZSR','','unknown',NULL,'phone','facilitator',0,0,0,0,1,13,13,'2026-11-22 08:19:21.219000','2026-11-22 08:19:21.219000');
INSERT INTO "card" VALUES('zvZfZLv6dDMiKbTS','YyeHhDqsX65TNy9t','segments.map','segment','Lone parents on nights','{}','0K-9av4C5A-h8ZSR','','unknown',NULL,'phone','room',0,0,0,0,1,14,14,'2026-11-22 08:19:21.228000','2026-11-22 08:19:21.228000');
INSERT INTO "card" VALUES('l2Ld-YrNUqonxmNt','YyeHhDqsX65TNy9t','insights.write','insight','The bus stops at six 🚌 – <b>not</b> **bold** =1+1 مرحبا','{"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}','uVeTySjzgrOoeKU7','Ben','staff',2,'phone','room',0,0,1,0,3,16,27,'2026-11-22 08:19:21.252000','2026-11-22 08:19:21.411000');
INSERT INTO "card" VALUES('WCyF59Xk2Coz5Z1o','YyeHhDqsX65TNy9t','insights.write','insight','The café is free at ten','{}','luPJyVsyIjqF6LiQ','Amina','resident',1,'phone','room',1,0,0,0,1,17,21,'2026-11-22 08:19:21.267000','2026-11-22 08:19:21.313000');
INSERT INTO "card" VALUES('KWPTyGq7r8DyEqjQ','YyeHhDqsX65TNy9t','insights.write','insight','This is about my neighbour','{}','luPJyVsyIjqF6LiQ','Amina','resident',1,'phone','room',0,1,0,0,1,18,22,'2026-11-22 08:19:21.275000','2026-11-22 08:19:21.324000');
INSERT INTO "card" VALUES('MyOH3L1pvklCE4Ff','YyeHhDqsX65TNy9t','insights.write','insight','For you alone','{}','luPJyVsyIjqF6LiQ','Amina','resident',1,'phone','facilitator',0,0,0,0,1,19,19,'2026-11-22 08:19:21.286000','2026-11-22 08:19:21.286000');
INSERT INTO "card" VALUES('HfZhdY6_k5wjzgc-','YyeHhDqsX65TNy9t','insights.write','insight','My knees decide where I go','{}','0K-9av4C5A-h8ZSR','Doris','resident',3,'scribe','room',0,0,0,0,1,20,20,'2026-11-22 08:19:21.300000','2026-11-22 08:19:21.300000');
INSERT INTO "card" VALUES('gGi6sAe7SjN1Qfmv','YyeHhDqsX65TNy9t','insights.name','theme','Getting there','{}','0K-9av4C5A-h8ZSR','','unknown',NULL,'phone','room',0,0,0,0,1,28,29,'2026-11-22 08:19:21.425000','2026-11-22 08:19:21.425000');
INSERT INTO "card" VALUES('e-rQjplzkIXtfXEk','YyeHhDqsX65TNy9t','resources.spend','resource_line','Bus passes','{"amount_pence": 1250000, "fte": "1.25"}','0K-9av4C5A-h8ZSR','','unknown',NULL,'phone','room',0,0,0,0,1,30,30,'2026-11-22 08:19:21.460000','2026-11-22 08:19:21.460000');
INSERT INTO "card" VALUES('hkm-5Aut76rVtCi-','YyeHhDqsX65TNy9t','vision.first-steps','first_step','I will ask the board','{}','JMRbMam2KR1rA2gS','Carol','councillor',4,'phone','room',0,0,0,0,1,33,34,'2026-11-22 08:19:21.521000','2026-11-22 08:19:21.521000');
CREATE TABLE device (
	id VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (token_hash)
);
INSERT INTO "device" VALUES('jnsTkVb8NWNdTqoH','fa7b608e07145973a01ecb6771eb76b13c2a760404fe7652650cefb9e6be9c98','2026-11-22 08:19:21.029000');
INSERT INTO "device" VALUES('bywsRmvd2qVW5t6C','4ac405f16aedd33852b9a7de069560c6f31aa21e8a2b903527cf0f9b12f47e89','2026-11-22 08:19:21.061000');
INSERT INTO "device" VALUES('8jQqtUV8tsoi-gRQ','bf7bea10e39de673edcda0e77b8681cbde3c66c90f75b7ea623db4236f8e0dc5','2026-11-22 08:19:21.092000');
INSERT INTO "device" VALUES('ul2sv3xVhaBfuZ26','9374565bfa4cfda07423a9f1edcff8bd5c1be39add529194cf48fc49c2ad371f','2026-11-22 08:19:21.477000');
CREATE TABLE link (
	id VARCHAR NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	from_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	to_id VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(from_id) REFERENCES card (id) ON DELETE CASCADE, 
	FOREIGN KEY(to_id) REFERENCES card (id) ON DELETE CASCADE, 
	FOREIGN KEY(workshop_id) REFERENCES workshop (id) ON DELETE CASCADE, 
	UNIQUE (from_id, name, to_id)
);
INSERT INTO "link" VALUES('bsggXTwXoCCr521a','YyeHhDqsX65TNy9t','l2Ld-YrNUqonxmNt','segments','zvZfZLv6dDMiKbTS');
INSERT INTO "link" VALUES('1KzLzQUxSUoYqmPu','YyeHhDqsX65TNy9t','gGi6sAe7SjN1Qfmv','gathers','WCyF59Xk2Coz5Z1o');
INSERT INTO "link" VALUES('zaHDPpp5WIXHXXdi','YyeHhDqsX65TNy9t','gGi6sAe7SjN1Qfmv','gathers','l2Ld-YrNUqonxmNt');
CREATE TABLE media (
	id VARCHAR NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	card_id VARCHAR NOT NULL, 
	mime VARCHAR NOT NULL, 
	alt VARCHAR NOT NULL, 
	content BLOB NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(card_id) REFERENCES card (id) ON DELETE CASCADE, 
	FOREIGN KEY(workshop_id) REFERENCES workshop (id) ON DELETE CASCADE
);
INSERT INTO "media" VALUES('C4K0mSxji-063GgY','YyeHhDqsX65TNy9t','l2Ld-YrNUqonxmNt','image/png','A bus stop',X'89504E470D0A1A0A0000000D49484452000000010000000108060000001F15C4890000000D49444154789C6360F8CF500F000381018060E3D7200000000049454E44AE426082','2026-11-22 08:19:21.587000');
CREATE TABLE person (
	id VARCHAR NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	device_id VARCHAR, 
	role_group VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	table_no INTEGER, 
	is_facilitator BOOLEAN NOT NULL, 
	joined_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(device_id) REFERENCES device (id), 
	FOREIGN KEY(workshop_id) REFERENCES workshop (id) ON DELETE CASCADE, 
	UNIQUE (id, workshop_id), 
	UNIQUE (workshop_id, device_id)
);
INSERT INTO "person" VALUES('0K-9av4C5A-h8ZSR','YyeHhDqsX65TNy9t','jnsTkVb8NWNdTqoH','unknown','',NULL,1,'2026-11-22 08:19:21.037000');
INSERT INTO "person" VALUES('luPJyVsyIjqF6LiQ','YyeHhDqsX65TNy9t','bywsRmvd2qVW5t6C','resident','Amina',1,0,'2026-11-22 08:19:21.077000');
INSERT INTO "person" VALUES('uVeTySjzgrOoeKU7','YyeHhDqsX65TNy9t','8jQqtUV8tsoi-gRQ','staff','Ben',2,0,'2026-11-22 08:19:21.100000');
INSERT INTO "person" VALUES('JMRbMam2KR1rA2gS','YyeHhDqsX65TNy9t','ul2sv3xVhaBfuZ26','councillor','Carol',4,0,'2026-11-22 08:19:21.493000');
CREATE TABLE receipt (
	id INTEGER NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	device_id VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	card_id VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(workshop_id) REFERENCES workshop (id) ON DELETE CASCADE, 
	UNIQUE (workshop_id, device_id, "key")
);
INSERT INTO "receipt" VALUES(1,'YyeHhDqsX65TNy9t','bywsRmvd2qVW5t6C','key of named','qjkmiqkWcSvd7Eqa',8);
INSERT INTO "receipt" VALUES(2,'YyeHhDqsX65TNy9t','bywsRmvd2qVW5t6C','key of anonymous','zCwfjGZpchnFn_37',11);
INSERT INTO "receipt" VALUES(3,'YyeHhDqsX65TNy9t','8jQqtUV8tsoi-gRQ','key of worry','equJj2csNMRWZEOH',12);
INSERT INTO "receipt" VALUES(4,'YyeHhDqsX65TNy9t','jnsTkVb8NWNdTqoH','key of own','Yd1B66jDgkxOftO2',13);
INSERT INTO "receipt" VALUES(5,'YyeHhDqsX65TNy9t','jnsTkVb8NWNdTqoH','key of segment','zvZfZLv6dDMiKbTS',14);
INSERT INTO "receipt" VALUES(6,'YyeHhDqsX65TNy9t','8jQqtUV8tsoi-gRQ','key of insight','l2Ld-YrNUqonxmNt',16);
INSERT INTO "receipt" VALUES(7,'YyeHhDqsX65TNy9t','bywsRmvd2qVW5t6C','key of hidden','WCyF59Xk2Coz5Z1o',17);
INSERT INTO "receipt" VALUES(8,'YyeHhDqsX65TNy9t','bywsRmvd2qVW5t6C','key of withdrawn','KWPTyGq7r8DyEqjQ',18);
INSERT INTO "receipt" VALUES(9,'YyeHhDqsX65TNy9t','bywsRmvd2qVW5t6C','key of private','MyOH3L1pvklCE4Ff',19);
INSERT INTO "receipt" VALUES(10,'YyeHhDqsX65TNy9t','jnsTkVb8NWNdTqoH','key of scribed','HfZhdY6_k5wjzgc-',20);
INSERT INTO "receipt" VALUES(11,'YyeHhDqsX65TNy9t','jnsTkVb8NWNdTqoH','key of theme','gGi6sAe7SjN1Qfmv',28);
INSERT INTO "receipt" VALUES(12,'YyeHhDqsX65TNy9t','jnsTkVb8NWNdTqoH','key of money','e-rQjplzkIXtfXEk',30);
INSERT INTO "receipt" VALUES(13,'YyeHhDqsX65TNy9t','ul2sv3xVhaBfuZ26','key of promise','hkm-5Aut76rVtCi-',33);
CREATE TABLE vote_round (
	id VARCHAR NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	activity VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	method VARCHAR NOT NULL, 
	dots INTEGER NOT NULL, 
	open BOOLEAN NOT NULL, 
	opened_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_vote_round_dots_for_dots CHECK ((method = 'dots') = (dots > 0)), 
	CONSTRAINT ck_vote_round_method CHECK (method IN ('dots', 'score', 'consent', 'matrix')), 
	CONSTRAINT ck_vote_round_dots CHECK (dots IN (0, 2, 3, 4, 5)), 
	CONSTRAINT ck_vote_round_number CHECK (number >= 1), 
	CONSTRAINT ck_vote_round_closed CHECK (open = (closed_at IS NULL)), 
	FOREIGN KEY(workshop_id, activity) REFERENCES activity_run (workshop_id, "key"), 
	UNIQUE (id, workshop_id, method, dots), 
	UNIQUE (workshop_id, activity, number)
);
CREATE TABLE voter (
	id VARCHAR NOT NULL, 
	round_id VARCHAR NOT NULL, 
	workshop_id VARCHAR NOT NULL, 
	method VARCHAR NOT NULL, 
	dots INTEGER NOT NULL, 
	person_id VARCHAR, 
	paper VARCHAR, 
	role_group VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT ck_voter_one_way CHECK (person_id IS NULL OR paper IS NULL), 
	FOREIGN KEY(person_id, workshop_id) REFERENCES person (id, workshop_id), 
	FOREIGN KEY(round_id, workshop_id, method, dots) REFERENCES vote_round (id, workshop_id, method, dots), 
	UNIQUE (id, round_id, workshop_id, method, dots), 
	UNIQUE (round_id, paper), 
	UNIQUE (round_id, person_id)
);
CREATE TABLE workshop (
	id VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	secret_hash VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	life_question VARCHAR NOT NULL, 
	big_challenge VARCHAR NOT NULL, 
	sponsor VARCHAR NOT NULL, 
	venue VARCHAR NOT NULL, 
	money_unit VARCHAR NOT NULL, 
	horizon_year INTEGER, 
	booked_minutes INTEGER NOT NULL, 
	template VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	is_example BOOLEAN NOT NULL, 
	core_team VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	gates_opened JSON NOT NULL, 
	current_activity VARCHAR, 
	paused BOOLEAN NOT NULL, 
	projector VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	phone_seen_at DATETIME, 
	wifi_ssid VARCHAR NOT NULL, 
	wifi_password VARCHAR NOT NULL, 
	wifi_hidden BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (code), 
	UNIQUE (secret_hash)
);
INSERT INTO "workshop" VALUES('YyeHhDqsX65TNy9t','VXCPR','fce63c36a7231c50f6b00775b94fc42163003d940b5f032b529056e5870e618e','Growing up in Ashby','Ashby','What would make the biggest difference to people''s lives here?','','','','GBP',NULL,330,'one-day','en','open',0,'',37,'[]','vision.first-steps',1,'card:zvZfZLv6dDMiKbTS','http://192.168.7.7:8501',NULL,'Hall','hall-password',0,'2026-11-22 08:19:20.978000',NULL);
CREATE INDEX ix_activity_run_workshop_id ON activity_run (workshop_id);
CREATE INDEX ix_audit_workshop_id ON audit (workshop_id);
CREATE INDEX ix_person_device_id ON person (device_id);
CREATE INDEX ix_person_workshop_id ON person (workshop_id);
CREATE INDEX ix_receipt_workshop_id ON receipt (workshop_id);
CREATE INDEX ix_card_author_id ON card (author_id);
CREATE INDEX ix_card_workshop_activity ON card (workshop_id, activity);
CREATE INDEX ix_card_workshop_kind ON card (workshop_id, kind);
CREATE INDEX ix_card_workshop_revision ON card (workshop_id, revision);
CREATE UNIQUE INDEX ux_vote_round_one_open ON vote_round (workshop_id, activity) WHERE open;
CREATE INDEX ix_link_from_id ON link (from_id);
CREATE INDEX ix_link_to_id ON link (to_id);
CREATE INDEX ix_link_workshop_id ON link (workshop_id);
CREATE INDEX ix_media_card_id ON media (card_id);
CREATE INDEX ix_media_workshop_id ON media (workshop_id);
CREATE INDEX ix_voter_person_id ON voter (person_id);
CREATE INDEX ix_ballot_card_id ON ballot (card_id);
CREATE INDEX ix_ballot_round_id ON ballot (round_id);
COMMIT;
