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
INSERT INTO "activity_run" VALUES('bedkuOz-Q9clSojI','akz8yfUBB28Ddf0D','team.arrive',0,3,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('GaewnMR7aDAYKo2Q','akz8yfUBB28Ddf0D','team.introductions',1,5,1,'named',0,0,0,NULL,'2026-11-22 09:42:54.026000','2026-11-22 09:42:54.045000');
INSERT INTO "activity_run" VALUES('PdKaZ5zDXJn6HTs3','akz8yfUBB28Ddf0D','team.rules',2,2,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('Yac1EOYh7XRFhzaj','akz8yfUBB28Ddf0D','team.life-question',3,7,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('VyMepOdagl3223M8','akz8yfUBB28Ddf0D','team.hopes',4,3,1,'anonymous',1,0,0,NULL,'2026-11-22 09:42:54.047000','2026-11-22 09:42:54.067000');
INSERT INTO "activity_run" VALUES('cDAs82Q4h_3WRjek','akz8yfUBB28Ddf0D','segments.list',5,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('mShD3TBPt53sP5jq','akz8yfUBB28Ddf0D','segments.map',6,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('zizqdZ30kdH8Ejf3','akz8yfUBB28Ddf0D','segments.name',7,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('VZB-XFwxMmNtM7Wo','akz8yfUBB28Ddf0D','segments.size',8,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('SSY1IF0Sxi56Fno9','akz8yfUBB28Ddf0D','segments.missing',9,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('UK7cAJMvslBZAVCF','akz8yfUBB28Ddf0D','segments.focus',10,4,1,'anonymous',0,0,0,NULL,'2026-11-22 09:42:54.202000','2026-11-22 09:42:54.295000');
INSERT INTO "activity_run" VALUES('clp2c901GDCsyNho','akz8yfUBB28Ddf0D','insights.write',11,10,1,'role',1,0,0,NULL,'2026-11-22 09:42:54.068000','2026-11-22 09:42:54.136000');
INSERT INTO "activity_run" VALUES('j2XQjYRFPxa1gUDD','akz8yfUBB28Ddf0D','insights.journey',12,9,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('WpaFsppylIVLFESR','akz8yfUBB28Ddf0D','insights.sort',13,8,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('CgJhASMcCmf30cb7','akz8yfUBB28Ddf0D','insights.name',14,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('bG2ShRvBC0ilZrX8','akz8yfUBB28Ddf0D','insights.sentences',15,8,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('kWGlO1wKigTvbo5v','akz8yfUBB28Ddf0D','insights.vote',16,5,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('PYMeybnvIrlSnGy6','akz8yfUBB28Ddf0D','horizon.cases',17,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('lVpMRjpbw2zvxwId','akz8yfUBB28Ddf0D','horizon.trick',18,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('DLZDEh9lI1KrPNNg','akz8yfUBB28Ddf0D','horizon.lens',19,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('Qgy_PUs2opujupPG','akz8yfUBB28Ddf0D','horizon.breaks',20,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('epoF-tw4S9Z6krrw','akz8yfUBB28Ddf0D','horizon.borrow',21,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('ihHq6uGlJyFolasF','akz8yfUBB28Ddf0D','horizon.walk',22,5,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('Ir4maowuXN-Ejdbb','akz8yfUBB28Ddf0D','resources.guess',23,4,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('HXzJUMghuNDlRHh_','akz8yfUBB28Ddf0D','resources.spend',24,16,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('Rp8i6WjRWWAKEEEX','akz8yfUBB28Ddf0D','resources.sort',25,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('qHOyP-fzNHxVxH9C','akz8yfUBB28Ddf0D','reframe.used-to-think',26,4,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('qibshXUmvZiNyez1','akz8yfUBB28Ddf0D','reframe.from-to',27,7,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('MaLa2ytauuJ9beK7','akz8yfUBB28Ddf0D','reframe.check',28,4,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('uMaJhyktk3lEnTgQ','akz8yfUBB28Ddf0D','reframe.questions',29,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('G18OlHGRKV-rCGVJ','akz8yfUBB28Ddf0D','reframe.choose',30,9,1,'anonymous',0,0,0,NULL,'2026-11-22 09:42:54.303000','2026-11-22 09:42:54.371000');
INSERT INTO "activity_run" VALUES('GzfSi7OafCazLPrm','akz8yfUBB28Ddf0D','solutions.ideas',31,12,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('j2BX8X3-fRHDtZ9u','akz8yfUBB28Ddf0D','solutions.flip',32,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('-R9X_9mvsz5JKuEG','akz8yfUBB28Ddf0D','solutions.cluster',33,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('5Iro96sukSsjDPF7','akz8yfUBB28Ddf0D','solutions.dots',34,3,1,'anonymous',0,1,0,'2026-11-22 09:45:54.455000','2026-11-22 09:42:54.455000',NULL);
INSERT INTO "activity_run" VALUES('Bn36OpQ7p2LM4_s6','akz8yfUBB28Ddf0D','solutions.build',35,12,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('fd6g5ljOK4IrDgCZ','akz8yfUBB28Ddf0D','solutions.test',36,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('VjXLbvf_siv5_yAy','akz8yfUBB28Ddf0D','solutions.matrix',37,5,1,'anonymous',0,0,0,NULL,'2026-11-22 09:42:54.381000','2026-11-22 09:42:54.448000');
INSERT INTO "activity_run" VALUES('3IfQEYiGk3Cc9Laz','akz8yfUBB28Ddf0D','solutions.concerns',38,4,1,'anonymous',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('HHHaqmQQROF45-20','akz8yfUBB28Ddf0D','prototyping.must-be-true',39,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('MLFOhYYS7EdcQxby','akz8yfUBB28Ddf0D','prototyping.version-one',40,20,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('Abai7fPooIe_pGfJ','akz8yfUBB28Ddf0D','vision.headline',41,5,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('QoJmLipg-ROi5nzG','akz8yfUBB28Ddf0D','vision.front-page',42,9,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('L2N3Kne-qjC0bzwa','akz8yfUBB28Ddf0D','vision.write',43,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('93850D6FUfvgSi4q','akz8yfUBB28Ddf0D','vision.answer',44,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('bLGrxdFU8OjDkZMx','akz8yfUBB28Ddf0D','vision.first-steps',45,8,1,'role',0,0,0,NULL,'2026-11-22 09:42:54.137000','2026-11-22 09:42:54.201000');
INSERT INTO "activity_run" VALUES('iIE8uKIRRpmYg2k6','akz8yfUBB28Ddf0D','vision.close',46,4,1,'role',0,0,0,NULL,NULL,NULL);
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
INSERT INTO "audit" VALUES(1,'akz8yfUBB28Ddf0D',1,'2026-11-22 09:42:53.984000',NULL,'host','create_workshop','workshop','akz8yfUBB28Ddf0D','null','{"title": "Growing up in Ashby", "place": "Ashby", "life_question": "", "big_challenge": "", "sponsor": "", "venue": "", "horizon_year": null, "booked_minutes": null, "template": "one-day"}');
INSERT INTO "audit" VALUES(2,'akz8yfUBB28Ddf0D',2,'2026-11-22 09:42:53.992000','ia_D6Xlj8WXTMqOe','facilitator','take_over','person','ia_D6Xlj8WXTMqOe','null','null');
INSERT INTO "audit" VALUES(3,'akz8yfUBB28Ddf0D',3,'2026-11-22 09:42:54.007000',NULL,'participant','join','person','7BXW5YsnA7TWWunX','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(4,'akz8yfUBB28Ddf0D',4,'2026-11-22 09:42:54.012000',NULL,'participant','join','person','6mgLyszft-spIk4n','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(5,'akz8yfUBB28Ddf0D',5,'2026-11-22 09:42:54.015000','ia_D6Xlj8WXTMqOe','facilitator','set_wifi','workshop','akz8yfUBB28Ddf0D','null','null');
INSERT INTO "audit" VALUES(6,'akz8yfUBB28Ddf0D',6,'2026-11-22 09:42:54.017000','ia_D6Xlj8WXTMqOe','facilitator','set_address','room','akz8yfUBB28Ddf0D','null','{"address": "http://192.168.7.7:8501"}');
INSERT INTO "audit" VALUES(7,'akz8yfUBB28Ddf0D',7,'2026-11-22 09:42:54.027000','ia_D6Xlj8WXTMqOe','facilitator','open_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "team.introductions", "gates_opened": []}');
INSERT INTO "audit" VALUES(8,'akz8yfUBB28Ddf0D',8,'2026-11-22 09:42:54.035000','7BXW5YsnA7TWWunX','participant','add_card','card','BZIUA-mz7aOQTL9U','null','{"text": "I know every path here\nand every dog", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.introductions", "kind": "know_how"}');
INSERT INTO "audit" VALUES(9,'akz8yfUBB28Ddf0D',9,'2026-11-22 09:42:54.041000','7BXW5YsnA7TWWunX','participant','edit_card','card','BZIUA-mz7aOQTL9U','{"text": "I know every path here\nand every dog", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.introductions", "kind": "know_how"}','{"text": "I know every path", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.introductions", "kind": "know_how"}');
INSERT INTO "audit" VALUES(10,'akz8yfUBB28Ddf0D',10,'2026-11-22 09:42:54.047000','ia_D6Xlj8WXTMqOe','facilitator','open_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "team.hopes", "gates_opened": []}');
INSERT INTO "audit" VALUES(11,'akz8yfUBB28Ddf0D',11,'2026-11-22 09:42:54.052000',NULL,'participant','add_card','card','add01PUSZe0Z_8yB','null','{"text": "That we are heard", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.hopes", "kind": "hope"}');
INSERT INTO "audit" VALUES(12,'akz8yfUBB28Ddf0D',12,'2026-11-22 09:42:54.055000',NULL,'participant','add_card','card','Fg2g6aBaYSzWGUIA','null','{"text": "That we lose our jobs", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "facilitator", "position": 0, "activity": "team.hopes", "kind": "worry"}');
INSERT INTO "audit" VALUES(13,'akz8yfUBB28Ddf0D',13,'2026-11-22 09:42:54.058000',NULL,'facilitator','add_card','card','Axy3DQNMsbQ1eamZ','null','{"text": "That I talk too much", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "facilitator", "position": 0, "activity": "team.hopes", "kind": "worry"}');
INSERT INTO "audit" VALUES(14,'akz8yfUBB28Ddf0D',14,'2026-11-22 09:42:54.062000',NULL,'facilitator','add_card','card','NQVF3dx9C8imIu6-','null','{"text": "Lone parents on nights", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "segments.map", "kind": "segment"}');
INSERT INTO "audit" VALUES(15,'akz8yfUBB28Ddf0D',15,'2026-11-22 09:42:54.069000','ia_D6Xlj8WXTMqOe','facilitator','open_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "insights.write", "gates_opened": []}');
INSERT INTO "audit" VALUES(16,'akz8yfUBB28Ddf0D',16,'2026-11-22 09:42:54.077000',NULL,'participant','add_card','card','3vKI8moTsCVXj6Pw','null','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(17,'akz8yfUBB28Ddf0D',17,'2026-11-22 09:42:54.081000',NULL,'participant','add_card','card','Liua2GkLwJ9VibBt','null','{"text": "The caf\u00e9 is free at ten", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(18,'akz8yfUBB28Ddf0D',18,'2026-11-22 09:42:54.084000',NULL,'participant','add_card','card','lErIQ0uagEI866FU','null','{"text": "This is about my neighbour", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(19,'akz8yfUBB28Ddf0D',19,'2026-11-22 09:42:54.087000',NULL,'participant','add_card','card','Oi-BYRGIcG1rl6D3','null','{"text": "For you alone", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "facilitator", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(20,'akz8yfUBB28Ddf0D',20,'2026-11-22 09:42:54.090000',NULL,'facilitator','add_card','card','OBD7x8MT21lyefnU','null','{"text": "My knees decide where I go", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(21,'akz8yfUBB28Ddf0D',21,'2026-11-22 09:42:54.094000','ia_D6Xlj8WXTMqOe','facilitator','hide_card','card','Liua2GkLwJ9VibBt','{"text": "The caf\u00e9 is free at ten", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The caf\u00e9 is free at ten", "fields": {}, "hidden": true, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(22,'akz8yfUBB28Ddf0D',22,'2026-11-22 09:42:54.097000',NULL,'participant','withdraw_card','card','lErIQ0uagEI866FU','{"text": "This is about my neighbour", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "This is about my neighbour", "fields": {}, "hidden": false, "withdrawn": true, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(23,'akz8yfUBB28Ddf0D',23,'2026-11-22 09:42:54.101000','ia_D6Xlj8WXTMqOe','facilitator','star_card','card','3vKI8moTsCVXj6Pw','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(24,'akz8yfUBB28Ddf0D',24,'2026-11-22 09:42:54.103000','ia_D6Xlj8WXTMqOe','facilitator','edit_card','card','3vKI8moTsCVXj6Pw','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(25,'akz8yfUBB28Ddf0D',25,'2026-11-22 09:42:54.109000','ia_D6Xlj8WXTMqOe','facilitator','undo','card','3vKI8moTsCVXj6Pw','{"text": "The bus stops at six", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(26,'akz8yfUBB28Ddf0D',26,'2026-11-22 09:42:54.113000','ia_D6Xlj8WXTMqOe','facilitator','undo','card','3vKI8moTsCVXj6Pw','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(27,'akz8yfUBB28Ddf0D',27,'2026-11-22 09:42:54.116000','ia_D6Xlj8WXTMqOe','facilitator','redo','card','3vKI8moTsCVXj6Pw','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(28,'akz8yfUBB28Ddf0D',28,'2026-11-22 09:42:54.119000',NULL,'facilitator','add_card','card','Zg7kPuwmkRIwR6v8','null','{"text": "Getting there", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.name", "kind": "theme"}');
INSERT INTO "audit" VALUES(29,'akz8yfUBB28Ddf0D',29,'2026-11-22 09:42:54.125000',NULL,'facilitator','link_cards','card','Zg7kPuwmkRIwR6v8','{"links": []}','{"links": [["gathers", "3vKI8moTsCVXj6Pw"], ["gathers", "Liua2GkLwJ9VibBt"]]}');
INSERT INTO "audit" VALUES(30,'akz8yfUBB28Ddf0D',30,'2026-11-22 09:42:54.128000',NULL,'facilitator','add_card','card','5_llgEDHfa3GiuKK','null','{"text": "Bus passes", "fields": {"amount_pence": 1250000, "fte": "1.25"}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "resources.spend", "kind": "resource_line"}');
INSERT INTO "audit" VALUES(31,'akz8yfUBB28Ddf0D',31,'2026-11-22 09:42:54.133000',NULL,'participant','join','person','ef902gZcMn3ieXFf','{"role_group": "unknown", "table": null}','{"role_group": "councillor", "table": 4}');
INSERT INTO "audit" VALUES(32,'akz8yfUBB28Ddf0D',32,'2026-11-22 09:42:54.137000','ia_D6Xlj8WXTMqOe','facilitator','open_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "vision.first-steps", "gates_opened": []}');
INSERT INTO "audit" VALUES(33,'akz8yfUBB28Ddf0D',33,'2026-11-22 09:42:54.140000','ef902gZcMn3ieXFf','participant','add_card','card','_gn3Yyby5v7ZTQtb','null','{"text": "I will ask the board", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "vision.first-steps", "kind": "first_step"}');
INSERT INTO "audit" VALUES(34,'akz8yfUBB28Ddf0D',34,'2026-11-22 09:42:54.145000','ia_D6Xlj8WXTMqOe','facilitator','tighten','room','akz8yfUBB28Ddf0D','null','{"activity": "vision.first-steps", "attribution": "role"}');
INSERT INTO "audit" VALUES(35,'akz8yfUBB28Ddf0D',35,'2026-11-22 09:42:54.149000','ia_D6Xlj8WXTMqOe','facilitator','add_minutes','room','akz8yfUBB28Ddf0D','null','{"activity": "vision.first-steps", "minutes": 2}');
INSERT INTO "audit" VALUES(36,'akz8yfUBB28Ddf0D',36,'2026-11-22 09:42:54.151000',NULL,'facilitator','add_card','card','akGRqCBvdLgWt5rv','null','{"text": "One challenge_question to vote on", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "reframe.questions", "kind": "challenge_question"}');
INSERT INTO "audit" VALUES(37,'akz8yfUBB28Ddf0D',37,'2026-11-22 09:42:54.153000',NULL,'facilitator','add_card','card','wz27TDW9Z4g7lFqw','null','{"text": "One solution to vote on", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "solutions.build", "kind": "solution"}');
INSERT INTO "audit" VALUES(38,'akz8yfUBB28Ddf0D',38,'2026-11-22 09:42:54.156000',NULL,'facilitator','add_card','card','H3U-KrI1k6yIzkzd','null','{"text": "One idea to vote on", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "solutions.flip", "kind": "idea"}');
INSERT INTO "audit" VALUES(39,'akz8yfUBB28Ddf0D',39,'2026-11-22 09:42:54.161000',NULL,'participant','join','person','bFoZgObreRGHEuQc','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(40,'akz8yfUBB28Ddf0D',40,'2026-11-22 09:42:54.166000',NULL,'participant','join','person','jGjd6pZ4g1qpdVZI','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(41,'akz8yfUBB28Ddf0D',41,'2026-11-22 09:42:54.172000',NULL,'participant','join','person','mcFBVCiQiUuKE9sd','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(42,'akz8yfUBB28Ddf0D',42,'2026-11-22 09:42:54.178000',NULL,'participant','join','person','aDGVyGKHzwKPXm6U','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(43,'akz8yfUBB28Ddf0D',43,'2026-11-22 09:42:54.183000',NULL,'participant','join','person','5IkUlB6OmLyZBlGL','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(44,'akz8yfUBB28Ddf0D',44,'2026-11-22 09:42:54.188000',NULL,'participant','join','person','Hz0r5Ctw9u6mB-_-','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(45,'akz8yfUBB28Ddf0D',45,'2026-11-22 09:42:54.193000',NULL,'participant','join','person','lrKnhzTpv1SXPE_k','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(46,'akz8yfUBB28Ddf0D',46,'2026-11-22 09:42:54.198000',NULL,'participant','join','person','NTbov4XX9yS_3cYl','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(47,'akz8yfUBB28Ddf0D',47,'2026-11-22 09:42:54.209000','ia_D6Xlj8WXTMqOe','facilitator','open_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "segments.focus", "gates_opened": []}');
INSERT INTO "audit" VALUES(48,'akz8yfUBB28Ddf0D',48,'2026-11-22 09:42:54.236000',NULL,'participant','vote','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(49,'akz8yfUBB28Ddf0D',49,'2026-11-22 09:42:54.242000',NULL,'participant','vote','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(50,'akz8yfUBB28Ddf0D',50,'2026-11-22 09:42:54.250000',NULL,'participant','vote','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(51,'akz8yfUBB28Ddf0D',51,'2026-11-22 09:42:54.256000',NULL,'participant','vote','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(52,'akz8yfUBB28Ddf0D',52,'2026-11-22 09:42:54.262000',NULL,'participant','vote','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(53,'akz8yfUBB28Ddf0D',53,'2026-11-22 09:42:54.268000',NULL,'participant','vote','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(54,'akz8yfUBB28Ddf0D',54,'2026-11-22 09:42:54.274000',NULL,'participant','vote','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(55,'akz8yfUBB28Ddf0D',55,'2026-11-22 09:42:54.280000',NULL,'participant','vote','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(56,'akz8yfUBB28Ddf0D',56,'2026-11-22 09:42:54.286000',NULL,'participant','vote','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(57,'akz8yfUBB28Ddf0D',57,'2026-11-22 09:42:54.292000',NULL,'facilitator','vote_for','vote_round','JFCKpQdbL8OIGYCy','null','null');
INSERT INTO "audit" VALUES(58,'akz8yfUBB28Ddf0D',58,'2026-11-22 09:42:54.299000','ia_D6Xlj8WXTMqOe','facilitator','close_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "segments.focus"}');
INSERT INTO "audit" VALUES(59,'akz8yfUBB28Ddf0D',59,'2026-11-22 09:42:54.306000','ia_D6Xlj8WXTMqOe','facilitator','open_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "reframe.choose", "gates_opened": []}');
INSERT INTO "audit" VALUES(60,'akz8yfUBB28Ddf0D',60,'2026-11-22 09:42:54.315000',NULL,'participant','vote','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(61,'akz8yfUBB28Ddf0D',61,'2026-11-22 09:42:54.321000',NULL,'participant','vote','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(62,'akz8yfUBB28Ddf0D',62,'2026-11-22 09:42:54.327000',NULL,'participant','vote','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(63,'akz8yfUBB28Ddf0D',63,'2026-11-22 09:42:54.333000',NULL,'participant','vote','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(64,'akz8yfUBB28Ddf0D',64,'2026-11-22 09:42:54.339000',NULL,'participant','vote','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(65,'akz8yfUBB28Ddf0D',65,'2026-11-22 09:42:54.345000',NULL,'participant','vote','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(66,'akz8yfUBB28Ddf0D',66,'2026-11-22 09:42:54.351000',NULL,'participant','vote','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(67,'akz8yfUBB28Ddf0D',67,'2026-11-22 09:42:54.357000',NULL,'participant','vote','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(68,'akz8yfUBB28Ddf0D',68,'2026-11-22 09:42:54.363000',NULL,'participant','vote','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(69,'akz8yfUBB28Ddf0D',69,'2026-11-22 09:42:54.368000',NULL,'facilitator','vote_for','vote_round','J_1ta531J9ku88Q3','null','null');
INSERT INTO "audit" VALUES(70,'akz8yfUBB28Ddf0D',70,'2026-11-22 09:42:54.373000','ia_D6Xlj8WXTMqOe','facilitator','close_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "reframe.choose"}');
INSERT INTO "audit" VALUES(71,'akz8yfUBB28Ddf0D',71,'2026-11-22 09:42:54.384000','ia_D6Xlj8WXTMqOe','facilitator','open_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "solutions.matrix", "gates_opened": ["reframe-agreed"]}');
INSERT INTO "audit" VALUES(72,'akz8yfUBB28Ddf0D',72,'2026-11-22 09:42:54.393000',NULL,'participant','vote','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(73,'akz8yfUBB28Ddf0D',73,'2026-11-22 09:42:54.399000',NULL,'participant','vote','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(74,'akz8yfUBB28Ddf0D',74,'2026-11-22 09:42:54.405000',NULL,'participant','vote','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(75,'akz8yfUBB28Ddf0D',75,'2026-11-22 09:42:54.410000',NULL,'participant','vote','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(76,'akz8yfUBB28Ddf0D',76,'2026-11-22 09:42:54.417000',NULL,'participant','vote','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(77,'akz8yfUBB28Ddf0D',77,'2026-11-22 09:42:54.423000',NULL,'participant','vote','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(78,'akz8yfUBB28Ddf0D',78,'2026-11-22 09:42:54.429000',NULL,'participant','vote','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(79,'akz8yfUBB28Ddf0D',79,'2026-11-22 09:42:54.435000',NULL,'participant','vote','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(80,'akz8yfUBB28Ddf0D',80,'2026-11-22 09:42:54.440000',NULL,'participant','vote','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(81,'akz8yfUBB28Ddf0D',81,'2026-11-22 09:42:54.445000',NULL,'facilitator','vote_for','vote_round','RO8Nw3iuX-Wg9GdZ','null','null');
INSERT INTO "audit" VALUES(82,'akz8yfUBB28Ddf0D',82,'2026-11-22 09:42:54.450000','ia_D6Xlj8WXTMqOe','facilitator','close_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "solutions.matrix"}');
INSERT INTO "audit" VALUES(83,'akz8yfUBB28Ddf0D',83,'2026-11-22 09:42:54.458000','ia_D6Xlj8WXTMqOe','facilitator','open_activity','room','akz8yfUBB28Ddf0D','null','{"activity": "solutions.dots", "gates_opened": []}');
INSERT INTO "audit" VALUES(84,'akz8yfUBB28Ddf0D',84,'2026-11-22 09:42:54.467000',NULL,'participant','vote','vote_round','gxi5gIcflYvtCFJ9','null','null');
INSERT INTO "audit" VALUES(85,'akz8yfUBB28Ddf0D',85,'2026-11-22 09:42:54.472000',NULL,'participant','vote','vote_round','gxi5gIcflYvtCFJ9','null','null');
INSERT INTO "audit" VALUES(86,'akz8yfUBB28Ddf0D',86,'2026-11-22 09:42:54.477000',NULL,'facilitator','vote_for','vote_round','gxi5gIcflYvtCFJ9','null','null');
INSERT INTO "audit" VALUES(87,'akz8yfUBB28Ddf0D',87,'2026-11-22 09:42:54.481000','ia_D6Xlj8WXTMqOe','facilitator','show','room','akz8yfUBB28Ddf0D','null','{"what": "card:NQVF3dx9C8imIu6-"}');
INSERT INTO "audit" VALUES(88,'akz8yfUBB28Ddf0D',88,'2026-11-22 09:42:54.483000','ia_D6Xlj8WXTMqOe','facilitator','pause','room','akz8yfUBB28Ddf0D','null','{"paused": true}');
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
INSERT INTO "ballot" VALUES('J9W6lRxith3bgMiX','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('R5pqvOZhmsgjFFyA','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('-pxgnjVHx5ULQ6Z3','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('yRIVVS5TdHGougmI','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('DH471ACoBkh3B9SS','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('-seuPLE_JnCjo7rf','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('NOJmnb3rBhSYJ7ou','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('MoC4SlUYQtBY_5m7','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('hzP_UaIFaA9Isu9B','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('I_QDe-lyNekamqBP','NQVF3dx9C8imIu6-','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('916hA8KkIDYRJXBE','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('eidYhhbXqu1cf3Ti','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('H7aO2WU_Vu1IDCP4','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('kxAmAayONzIWE2UE','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('DHgWNLfiTVt9AoMc','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('5EznPaIsWm1b9PHd','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('mr4ZrtfPQu5_LSp2','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('aeaT9y9MIir4Re2g','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('sibSFt9d1O6__N60','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('vGPjhefxI55YWu9u','akGRqCBvdLgWt5rv','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('rxNxGpBRRRl4FzOP','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('_jDRjMYopxc1pToS','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('oDWBMvxH4daSa4r7','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('n9lU99X1hbNwziwt','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('mEGtPmVpEt7353xw','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('FuT2U9uskb_GdTKm','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('I7n6jhdmIgl5RWGZ','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('zLa2J3P5uGR8hTev','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('PcoZzF-MzfZh5SLJ','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('eSwmI2zD7pDE5dHS','wz27TDW9Z4g7lFqw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('Vt84eMsSVxHEK-B6','H3U-KrI1k6yIzkzd','gxi5gIcflYvtCFJ9','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('GicdgANyFESmbmQm','H3U-KrI1k6yIzkzd','gxi5gIcflYvtCFJ9','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('VYJDMY8Es45GjbAd','H3U-KrI1k6yIzkzd','gxi5gIcflYvtCFJ9','akz8yfUBB28Ddf0D','dots',2,1,NULL,NULL,NULL,NULL);
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
INSERT INTO "card" VALUES('BZIUA-mz7aOQTL9U','akz8yfUBB28Ddf0D','team.introductions','know_how','I know every path','{}','7BXW5YsnA7TWWunX','Amina','resident',1,'phone','room',0,0,0,0,2,8,9,'2026-11-22 09:42:54.032000','2026-11-22 09:42:54.040000');
INSERT INTO "card" VALUES('add01PUSZe0Z_8yB','akz8yfUBB28Ddf0D','team.hopes','hope','That we are heard','{}','7BXW5YsnA7TWWunX','Amina','resident',1,'phone','room',0,0,0,0,1,11,11,'2026-11-22 09:42:54.050000','2026-11-22 09:42:54.050000');
INSERT INTO "card" VALUES('Fg2g6aBaYSzWGUIA','akz8yfUBB28Ddf0D','team.hopes','worry','That we lose our jobs','{}','6mgLyszft-spIk4n','Ben','staff',2,'phone','facilitator',0,0,0,0,1,12,12,'2026-11-22 09:42:54.054000','2026-11-22 09:42:54.054000');
INSERT INTO "card" VALUES('Axy3DQNMsbQ1eamZ','akz8yfUBB28Ddf0D','team.hopes','worry','That I talk too much','{}','ia_D6Xlj8WXTMqOe','','unknown',NULL,'phone','facilitator',0,0,0,0,1,13,13,'2026-11-22 09:42:54.057000','2026-11-22 09:42:54.057000');
INSERT INTO "card" VALUES('NQVF3dx9C8imIu6-','akz8yfUBB28Ddf0D','segments.map','segment','Lone parents on nights','{}','ia_D6Xlj8WXTMqOe','','unknown',NULL,'phone','room',0,0,0,0,1,14,14,'2026-11-22 09:42:54.060000','2026-11-22 09:42:54.060000');
INSERT INTO "card" VALUES('3vKI8moTsCVXj6Pw','akz8yfUBB28Ddf0D','insights.write','insight','The bus stops at six 🚌 – <b>not</b> **bold** =1+1 مرحبا','{"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}','6mgLyszft-spIk4n','Ben','staff',2,'phone','room',0,0,1,0,3,16,27,'2026-11-22 09:42:54.071000','2026-11-22 09:42:54.116000');
INSERT INTO "card" VALUES('Liua2GkLwJ9VibBt','akz8yfUBB28Ddf0D','insights.write','insight','The café is free at ten','{}','7BXW5YsnA7TWWunX','Amina','resident',1,'phone','room',1,0,0,0,1,17,21,'2026-11-22 09:42:54.079000','2026-11-22 09:42:54.093000');
INSERT INTO "card" VALUES('lErIQ0uagEI866FU','akz8yfUBB28Ddf0D','insights.write','insight','This is about my neighbour','{}','7BXW5YsnA7TWWunX','Amina','resident',1,'phone','room',0,1,0,0,1,18,22,'2026-11-22 09:42:54.083000','2026-11-22 09:42:54.096000');
INSERT INTO "card" VALUES('Oi-BYRGIcG1rl6D3','akz8yfUBB28Ddf0D','insights.write','insight','For you alone','{}','7BXW5YsnA7TWWunX','Amina','resident',1,'phone','facilitator',0,0,0,0,1,19,19,'2026-11-22 09:42:54.086000','2026-11-22 09:42:54.086000');
INSERT INTO "card" VALUES('OBD7x8MT21lyefnU','akz8yfUBB28Ddf0D','insights.write','insight','My knees decide where I go','{}','ia_D6Xlj8WXTMqOe','Doris','resident',3,'scribe','room',0,0,0,0,1,20,20,'2026-11-22 09:42:54.089000','2026-11-22 09:42:54.089000');
INSERT INTO "card" VALUES('Zg7kPuwmkRIwR6v8','akz8yfUBB28Ddf0D','insights.name','theme','Getting there','{}','ia_D6Xlj8WXTMqOe','','unknown',NULL,'phone','room',0,0,0,0,1,28,29,'2026-11-22 09:42:54.118000','2026-11-22 09:42:54.118000');
INSERT INTO "card" VALUES('5_llgEDHfa3GiuKK','akz8yfUBB28Ddf0D','resources.spend','resource_line','Bus passes','{"amount_pence": 1250000, "fte": "1.25"}','ia_D6Xlj8WXTMqOe','','unknown',NULL,'phone','room',0,0,0,0,1,30,30,'2026-11-22 09:42:54.127000','2026-11-22 09:42:54.127000');
INSERT INTO "card" VALUES('_gn3Yyby5v7ZTQtb','akz8yfUBB28Ddf0D','vision.first-steps','first_step','I will ask the board','{}','ef902gZcMn3ieXFf','Carol','councillor',4,'phone','room',0,0,0,0,1,33,34,'2026-11-22 09:42:54.139000','2026-11-22 09:42:54.139000');
INSERT INTO "card" VALUES('akGRqCBvdLgWt5rv','akz8yfUBB28Ddf0D','reframe.questions','challenge_question','One challenge_question to vote on','{}','ia_D6Xlj8WXTMqOe','','unknown',NULL,'phone','room',0,0,0,0,1,36,36,'2026-11-22 09:42:54.150000','2026-11-22 09:42:54.150000');
INSERT INTO "card" VALUES('wz27TDW9Z4g7lFqw','akz8yfUBB28Ddf0D','solutions.build','solution','One solution to vote on','{}','ia_D6Xlj8WXTMqOe','','unknown',NULL,'phone','room',0,0,0,0,1,37,37,'2026-11-22 09:42:54.153000','2026-11-22 09:42:54.153000');
INSERT INTO "card" VALUES('H3U-KrI1k6yIzkzd','akz8yfUBB28Ddf0D','solutions.flip','idea','One idea to vote on','{}','ia_D6Xlj8WXTMqOe','','unknown',NULL,'phone','room',0,0,0,0,1,38,38,'2026-11-22 09:42:54.155000','2026-11-22 09:42:54.155000');
CREATE TABLE device (
	id VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (token_hash)
);
INSERT INTO "device" VALUES('YigT4R0O3zhvjSQx','251f391f03bcc39b3506c35499978fd70716d3d77f95a172a1bd49280d973156','2026-11-22 09:42:53.986000');
INSERT INTO "device" VALUES('3AYgNy997QiBDr7y','8c9cb6f4005f808fdca02a79b72f7ab65b918800ec41c0176990c5e06473b101','2026-11-22 09:42:53.999000');
INSERT INTO "device" VALUES('82UcOIc35j9U2KcY','5a18f8fff0b87734d25f2e10303b4aa59f48b619b23b78ebad59675dddb0c1d6','2026-11-22 09:42:54.009000');
INSERT INTO "device" VALUES('qSxAh6OOa4GeIH-m','31e28a943d9a172441f1d18745dac04bc59d35d5ddb697f280b37c53cff85943','2026-11-22 09:42:54.130000');
INSERT INTO "device" VALUES('zjUZajhbo88E9l4q','0a219be2840c04ab92dceee71e085627ca73b4be3cac119460fa47099b2f32eb','2026-11-22 09:42:54.158000');
INSERT INTO "device" VALUES('_aNIcUDQ4JUhKED3','75a5a14efcc0c8110e75c0aa87a98a629de91bca1c84570aacacd2560fd9bad9','2026-11-22 09:42:54.163000');
INSERT INTO "device" VALUES('76KwyYkm_fXNH2vg','193c5432c12a10b49648395185f12baec791a107ca8b7fcb452fcd309ef8457d','2026-11-22 09:42:54.169000');
INSERT INTO "device" VALUES('CDKTN7-J059qXDuH','4dfa361b456e32e054bbd13578727bb29ab53b8b3d771b668388c4d3870b0c31','2026-11-22 09:42:54.174000');
INSERT INTO "device" VALUES('09_k4dh25nzoW1nu','e8f1db6e94b9a5208846a987c8861b0ca220f670c4a3e353af3783cbf0b70f80','2026-11-22 09:42:54.180000');
INSERT INTO "device" VALUES('IPMW-0r9vpxuDABh','4bcaf1f8eb5f6468f9d78acaf174286a2633ebaced5a0e3e0adbf8fb7fd2bd94','2026-11-22 09:42:54.185000');
INSERT INTO "device" VALUES('BxONajpvmg7f6eI3','9ab294558daf489d3c540b0aae0d1d59d6ba034b997741809aa2b638e0d7987d','2026-11-22 09:42:54.190000');
INSERT INTO "device" VALUES('rOsIZUNB64dfFIfk','f50f78d4457285d5979e78fb50facafb24a9bae51e2ebf838cf4b3f338196920','2026-11-22 09:42:54.195000');
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
INSERT INTO "link" VALUES('v0SNbnu1PRoNNiYq','akz8yfUBB28Ddf0D','3vKI8moTsCVXj6Pw','segments','NQVF3dx9C8imIu6-');
INSERT INTO "link" VALUES('YVzSWqfIOFrdF1VI','akz8yfUBB28Ddf0D','Zg7kPuwmkRIwR6v8','gathers','Liua2GkLwJ9VibBt');
INSERT INTO "link" VALUES('Ukd_vT5Z3CV6D1w1','akz8yfUBB28Ddf0D','Zg7kPuwmkRIwR6v8','gathers','3vKI8moTsCVXj6Pw');
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
INSERT INTO "media" VALUES('WtGXWd8Eez6jnXt0','akz8yfUBB28Ddf0D','3vKI8moTsCVXj6Pw','image/png','A bus stop',X'89504E470D0A1A0A0000000D49484452000000010000000108060000001F15C4890000000D49444154789C6360F8CF500F000381018060E3D7200000000049454E44AE426082','2026-11-22 09:42:54.484000');
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
INSERT INTO "person" VALUES('ia_D6Xlj8WXTMqOe','akz8yfUBB28Ddf0D','YigT4R0O3zhvjSQx','unknown','',NULL,1,'2026-11-22 09:42:53.990000');
INSERT INTO "person" VALUES('7BXW5YsnA7TWWunX','akz8yfUBB28Ddf0D','3AYgNy997QiBDr7y','resident','Amina',1,0,'2026-11-22 09:42:54.005000');
INSERT INTO "person" VALUES('6mgLyszft-spIk4n','akz8yfUBB28Ddf0D','82UcOIc35j9U2KcY','staff','Ben',2,0,'2026-11-22 09:42:54.011000');
INSERT INTO "person" VALUES('ef902gZcMn3ieXFf','akz8yfUBB28Ddf0D','qSxAh6OOa4GeIH-m','councillor','Carol',4,0,'2026-11-22 09:42:54.132000');
INSERT INTO "person" VALUES('bFoZgObreRGHEuQc','akz8yfUBB28Ddf0D','zjUZajhbo88E9l4q','resident','Resident 0',1,0,'2026-11-22 09:42:54.160000');
INSERT INTO "person" VALUES('jGjd6pZ4g1qpdVZI','akz8yfUBB28Ddf0D','_aNIcUDQ4JUhKED3','resident','Resident 1',1,0,'2026-11-22 09:42:54.165000');
INSERT INTO "person" VALUES('mcFBVCiQiUuKE9sd','akz8yfUBB28Ddf0D','76KwyYkm_fXNH2vg','resident','Resident 2',1,0,'2026-11-22 09:42:54.171000');
INSERT INTO "person" VALUES('aDGVyGKHzwKPXm6U','akz8yfUBB28Ddf0D','CDKTN7-J059qXDuH','resident','Resident 3',1,0,'2026-11-22 09:42:54.177000');
INSERT INTO "person" VALUES('5IkUlB6OmLyZBlGL','akz8yfUBB28Ddf0D','09_k4dh25nzoW1nu','staff','Worker 0',2,0,'2026-11-22 09:42:54.182000');
INSERT INTO "person" VALUES('Hz0r5Ctw9u6mB-_-','akz8yfUBB28Ddf0D','IPMW-0r9vpxuDABh','staff','Worker 1',2,0,'2026-11-22 09:42:54.187000');
INSERT INTO "person" VALUES('lrKnhzTpv1SXPE_k','akz8yfUBB28Ddf0D','BxONajpvmg7f6eI3','staff','Worker 2',2,0,'2026-11-22 09:42:54.192000');
INSERT INTO "person" VALUES('NTbov4XX9yS_3cYl','akz8yfUBB28Ddf0D','rOsIZUNB64dfFIfk','staff','Worker 3',2,0,'2026-11-22 09:42:54.197000');
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
INSERT INTO "receipt" VALUES(1,'akz8yfUBB28Ddf0D','3AYgNy997QiBDr7y','key of named','BZIUA-mz7aOQTL9U',8);
INSERT INTO "receipt" VALUES(2,'akz8yfUBB28Ddf0D','3AYgNy997QiBDr7y','key of anonymous','add01PUSZe0Z_8yB',11);
INSERT INTO "receipt" VALUES(3,'akz8yfUBB28Ddf0D','82UcOIc35j9U2KcY','key of worry','Fg2g6aBaYSzWGUIA',12);
INSERT INTO "receipt" VALUES(4,'akz8yfUBB28Ddf0D','YigT4R0O3zhvjSQx','key of own','Axy3DQNMsbQ1eamZ',13);
INSERT INTO "receipt" VALUES(5,'akz8yfUBB28Ddf0D','YigT4R0O3zhvjSQx','key of segment','NQVF3dx9C8imIu6-',14);
INSERT INTO "receipt" VALUES(6,'akz8yfUBB28Ddf0D','82UcOIc35j9U2KcY','key of insight','3vKI8moTsCVXj6Pw',16);
INSERT INTO "receipt" VALUES(7,'akz8yfUBB28Ddf0D','3AYgNy997QiBDr7y','key of hidden','Liua2GkLwJ9VibBt',17);
INSERT INTO "receipt" VALUES(8,'akz8yfUBB28Ddf0D','3AYgNy997QiBDr7y','key of withdrawn','lErIQ0uagEI866FU',18);
INSERT INTO "receipt" VALUES(9,'akz8yfUBB28Ddf0D','3AYgNy997QiBDr7y','key of private','Oi-BYRGIcG1rl6D3',19);
INSERT INTO "receipt" VALUES(10,'akz8yfUBB28Ddf0D','YigT4R0O3zhvjSQx','key of scribed','OBD7x8MT21lyefnU',20);
INSERT INTO "receipt" VALUES(11,'akz8yfUBB28Ddf0D','YigT4R0O3zhvjSQx','key of theme','Zg7kPuwmkRIwR6v8',28);
INSERT INTO "receipt" VALUES(12,'akz8yfUBB28Ddf0D','YigT4R0O3zhvjSQx','key of money','5_llgEDHfa3GiuKK',30);
INSERT INTO "receipt" VALUES(13,'akz8yfUBB28Ddf0D','qSxAh6OOa4GeIH-m','key of promise','_gn3Yyby5v7ZTQtb',33);
INSERT INTO "receipt" VALUES(14,'akz8yfUBB28Ddf0D','YigT4R0O3zhvjSQx','key of challenge_question','akGRqCBvdLgWt5rv',36);
INSERT INTO "receipt" VALUES(15,'akz8yfUBB28Ddf0D','YigT4R0O3zhvjSQx','key of solution','wz27TDW9Z4g7lFqw',37);
INSERT INTO "receipt" VALUES(16,'akz8yfUBB28Ddf0D','YigT4R0O3zhvjSQx','key of idea','H3U-KrI1k6yIzkzd',38);
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
INSERT INTO "vote_round" VALUES('JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','segments.focus',1,'dots',2,0,'2026-11-22 09:42:54.206000','2026-11-22 09:42:54.297000');
INSERT INTO "vote_round" VALUES('J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','reframe.choose',1,'score',0,0,'2026-11-22 09:42:54.305000','2026-11-22 09:42:54.373000');
INSERT INTO "vote_round" VALUES('RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','solutions.matrix',1,'matrix',0,0,'2026-11-22 09:42:54.383000','2026-11-22 09:42:54.450000');
INSERT INTO "vote_round" VALUES('gxi5gIcflYvtCFJ9','akz8yfUBB28Ddf0D','solutions.dots',1,'dots',2,1,'2026-11-22 09:42:54.457000',NULL);
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
INSERT INTO "voter" VALUES('J9W6lRxith3bgMiX','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,'bFoZgObreRGHEuQc',NULL,'resident');
INSERT INTO "voter" VALUES('R5pqvOZhmsgjFFyA','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,'jGjd6pZ4g1qpdVZI',NULL,'resident');
INSERT INTO "voter" VALUES('-pxgnjVHx5ULQ6Z3','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,'mcFBVCiQiUuKE9sd',NULL,'resident');
INSERT INTO "voter" VALUES('yRIVVS5TdHGougmI','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,'aDGVyGKHzwKPXm6U',NULL,'resident');
INSERT INTO "voter" VALUES('DH471ACoBkh3B9SS','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,'5IkUlB6OmLyZBlGL',NULL,'staff');
INSERT INTO "voter" VALUES('-seuPLE_JnCjo7rf','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,'Hz0r5Ctw9u6mB-_-',NULL,'staff');
INSERT INTO "voter" VALUES('NOJmnb3rBhSYJ7ou','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,'lrKnhzTpv1SXPE_k',NULL,'staff');
INSERT INTO "voter" VALUES('MoC4SlUYQtBY_5m7','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,'NTbov4XX9yS_3cYl',NULL,'staff');
INSERT INTO "voter" VALUES('hzP_UaIFaA9Isu9B','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,'ef902gZcMn3ieXFf',NULL,'councillor');
INSERT INTO "voter" VALUES('I_QDe-lyNekamqBP','JFCKpQdbL8OIGYCy','akz8yfUBB28Ddf0D','dots',2,NULL,'paper-ballot-1','resident');
INSERT INTO "voter" VALUES('916hA8KkIDYRJXBE','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,'bFoZgObreRGHEuQc',NULL,'resident');
INSERT INTO "voter" VALUES('eidYhhbXqu1cf3Ti','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,'jGjd6pZ4g1qpdVZI',NULL,'resident');
INSERT INTO "voter" VALUES('H7aO2WU_Vu1IDCP4','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,'mcFBVCiQiUuKE9sd',NULL,'resident');
INSERT INTO "voter" VALUES('kxAmAayONzIWE2UE','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,'aDGVyGKHzwKPXm6U',NULL,'resident');
INSERT INTO "voter" VALUES('DHgWNLfiTVt9AoMc','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,'5IkUlB6OmLyZBlGL',NULL,'staff');
INSERT INTO "voter" VALUES('5EznPaIsWm1b9PHd','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,'Hz0r5Ctw9u6mB-_-',NULL,'staff');
INSERT INTO "voter" VALUES('mr4ZrtfPQu5_LSp2','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,'lrKnhzTpv1SXPE_k',NULL,'staff');
INSERT INTO "voter" VALUES('aeaT9y9MIir4Re2g','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,'NTbov4XX9yS_3cYl',NULL,'staff');
INSERT INTO "voter" VALUES('sibSFt9d1O6__N60','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,'ef902gZcMn3ieXFf',NULL,'councillor');
INSERT INTO "voter" VALUES('vGPjhefxI55YWu9u','J_1ta531J9ku88Q3','akz8yfUBB28Ddf0D','score',0,NULL,'paper-ballot-1','resident');
INSERT INTO "voter" VALUES('rxNxGpBRRRl4FzOP','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,'bFoZgObreRGHEuQc',NULL,'resident');
INSERT INTO "voter" VALUES('_jDRjMYopxc1pToS','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,'jGjd6pZ4g1qpdVZI',NULL,'resident');
INSERT INTO "voter" VALUES('oDWBMvxH4daSa4r7','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,'mcFBVCiQiUuKE9sd',NULL,'resident');
INSERT INTO "voter" VALUES('n9lU99X1hbNwziwt','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,'aDGVyGKHzwKPXm6U',NULL,'resident');
INSERT INTO "voter" VALUES('mEGtPmVpEt7353xw','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,'5IkUlB6OmLyZBlGL',NULL,'staff');
INSERT INTO "voter" VALUES('FuT2U9uskb_GdTKm','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,'Hz0r5Ctw9u6mB-_-',NULL,'staff');
INSERT INTO "voter" VALUES('I7n6jhdmIgl5RWGZ','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,'lrKnhzTpv1SXPE_k',NULL,'staff');
INSERT INTO "voter" VALUES('zLa2J3P5uGR8hTev','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,'NTbov4XX9yS_3cYl',NULL,'staff');
INSERT INTO "voter" VALUES('PcoZzF-MzfZh5SLJ','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,'ef902gZcMn3ieXFf',NULL,'councillor');
INSERT INTO "voter" VALUES('eSwmI2zD7pDE5dHS','RO8Nw3iuX-Wg9GdZ','akz8yfUBB28Ddf0D','matrix',0,NULL,'paper-ballot-1','resident');
INSERT INTO "voter" VALUES('Vt84eMsSVxHEK-B6','gxi5gIcflYvtCFJ9','akz8yfUBB28Ddf0D','dots',2,'bFoZgObreRGHEuQc',NULL,'resident');
INSERT INTO "voter" VALUES('GicdgANyFESmbmQm','gxi5gIcflYvtCFJ9','akz8yfUBB28Ddf0D','dots',2,'jGjd6pZ4g1qpdVZI',NULL,'resident');
INSERT INTO "voter" VALUES('VYJDMY8Es45GjbAd','gxi5gIcflYvtCFJ9','akz8yfUBB28Ddf0D','dots',2,NULL,'paper-ballot-1','resident');
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
INSERT INTO "workshop" VALUES('akz8yfUBB28Ddf0D','DPWBT','eb039bb5baf0d89fc163697d30b96997645cac16e633def1f6865c674a9f4c60','Growing up in Ashby','Ashby','What would make the biggest difference to people''s lives here?','','','','GBP',NULL,330,'one-day','en','open',0,'',88,'["reframe-agreed"]','solutions.dots',1,'card:NQVF3dx9C8imIu6-','http://192.168.7.7:8501',NULL,'Hall','hall-password',0,'2026-11-22 09:42:53.970000',NULL);
CREATE INDEX ix_activity_run_workshop_id ON activity_run (workshop_id);
CREATE INDEX ix_audit_workshop_id ON audit (workshop_id);
CREATE INDEX ix_person_device_id ON person (device_id);
CREATE INDEX ix_person_workshop_id ON person (workshop_id);
CREATE INDEX ix_receipt_workshop_id ON receipt (workshop_id);
CREATE INDEX ix_card_author_id ON card (author_id);
CREATE INDEX ix_card_workshop_activity ON card (workshop_id, activity, visibility, hidden, withdrawn);
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
