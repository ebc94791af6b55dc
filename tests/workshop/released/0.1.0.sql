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
INSERT INTO "activity_run" VALUES('hG7HQilNEvNdT1Js','LgSrFk3EWcOlpPv3','team.arrive',0,3,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('qwZSWRGuKBIWrzrM','LgSrFk3EWcOlpPv3','team.introductions',1,5,1,'named',0,0,0,NULL,'2026-11-22 08:27:00.382000','2026-11-22 08:27:00.504000');
INSERT INTO "activity_run" VALUES('ZsPnM8Fy-c38Rz90','LgSrFk3EWcOlpPv3','team.rules',2,2,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('EJ6lf7tYUUU5P83K','LgSrFk3EWcOlpPv3','team.life-question',3,7,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('2oqm5DvPE3G2MZh3','LgSrFk3EWcOlpPv3','team.hopes',4,3,1,'anonymous',1,0,0,NULL,'2026-11-22 08:27:00.520000','2026-11-22 08:27:00.664000');
INSERT INTO "activity_run" VALUES('GGYaS3240lSoU_Ge','LgSrFk3EWcOlpPv3','segments.list',5,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('lH5moSYBlQFJxh4G','LgSrFk3EWcOlpPv3','segments.map',6,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('zgXcNWu2Z6xr773V','LgSrFk3EWcOlpPv3','segments.name',7,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('z-9rz0i27QZK6A3O','LgSrFk3EWcOlpPv3','segments.size',8,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('0VGSSK7jMOJXT1X5','LgSrFk3EWcOlpPv3','segments.missing',9,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('F_4KXH80YXk5MQpt','LgSrFk3EWcOlpPv3','segments.focus',10,4,1,'anonymous',0,0,0,NULL,'2026-11-22 08:27:01.941000','2026-11-22 08:27:02.717000');
INSERT INTO "activity_run" VALUES('BMts_o7KI7q2yg7i','LgSrFk3EWcOlpPv3','insights.write',11,10,1,'role',1,0,0,NULL,'2026-11-22 08:27:00.666000','2026-11-22 08:27:01.224000');
INSERT INTO "activity_run" VALUES('9HynHHrKUqgrnmlz','LgSrFk3EWcOlpPv3','insights.journey',12,9,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('25MWDtb8o56hMw-1','LgSrFk3EWcOlpPv3','insights.sort',13,8,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('zcnUJihyg5Ur117D','LgSrFk3EWcOlpPv3','insights.name',14,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('phrX-nPOAng_ScXe','LgSrFk3EWcOlpPv3','insights.sentences',15,8,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('qWJGmAdXYbzXXeFx','LgSrFk3EWcOlpPv3','insights.vote',16,5,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('tG-A-c0TEq1msVWO','LgSrFk3EWcOlpPv3','horizon.cases',17,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('tdbpfL6nmMoyjdhS','LgSrFk3EWcOlpPv3','horizon.trick',18,5,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('O_EjiiqR6CcEohX5','LgSrFk3EWcOlpPv3','horizon.lens',19,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('B97tfzzp9ft1p0UR','LgSrFk3EWcOlpPv3','horizon.breaks',20,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('18lhK80dJ0wv6k2w','LgSrFk3EWcOlpPv3','horizon.borrow',21,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('4J4donXdrWOGgnP1','LgSrFk3EWcOlpPv3','horizon.walk',22,5,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('NTJKdCmcRZvaY-ra','LgSrFk3EWcOlpPv3','resources.guess',23,4,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('lWr2NT49ZZE7WKrY','LgSrFk3EWcOlpPv3','resources.spend',24,16,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('Peg_ngNzzyjUinyb','LgSrFk3EWcOlpPv3','resources.sort',25,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('NRIF-iuprw2a8IL6','LgSrFk3EWcOlpPv3','reframe.used-to-think',26,4,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('H7wZsW2aftL5zo-k','LgSrFk3EWcOlpPv3','reframe.from-to',27,7,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('OQEm7SWL__SlDm3j','LgSrFk3EWcOlpPv3','reframe.check',28,4,1,'anonymous',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('Jbf-0xrFqVXD7D66','LgSrFk3EWcOlpPv3','reframe.questions',29,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('sZ83s60dGlAsv85R','LgSrFk3EWcOlpPv3','reframe.choose',30,9,1,'anonymous',0,0,0,NULL,'2026-11-22 08:27:02.801000','2026-11-22 08:27:03.393000');
INSERT INTO "activity_run" VALUES('f-ELporTrshBwfwz','LgSrFk3EWcOlpPv3','solutions.ideas',31,12,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('FwfNQAhtIgVyDAqF','LgSrFk3EWcOlpPv3','solutions.flip',32,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('EIt8JZrpBF3S66Wl','LgSrFk3EWcOlpPv3','solutions.cluster',33,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('VdrVQ5E_v-R4uyAK','LgSrFk3EWcOlpPv3','solutions.dots',34,3,1,'anonymous',0,1,0,'2026-11-22 08:30:04.027000','2026-11-22 08:27:04.027000',NULL);
INSERT INTO "activity_run" VALUES('-yqwv8mtr4DZzkky','LgSrFk3EWcOlpPv3','solutions.build',35,12,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('6Bhpf4IF916ezpwm','LgSrFk3EWcOlpPv3','solutions.test',36,6,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('JzH7P1W4JiFiSRkS','LgSrFk3EWcOlpPv3','solutions.matrix',37,5,1,'anonymous',0,0,0,NULL,'2026-11-22 08:27:03.437000','2026-11-22 08:27:03.961000');
INSERT INTO "activity_run" VALUES('_ZEaUuXflVjlAR4G','LgSrFk3EWcOlpPv3','solutions.concerns',38,4,1,'anonymous',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('ir4ZBhogXVbIusbu','LgSrFk3EWcOlpPv3','prototyping.must-be-true',39,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('oVvDoeBpotxLyefZ','LgSrFk3EWcOlpPv3','prototyping.version-one',40,20,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('6gt1N0E5M3bJmvFR','LgSrFk3EWcOlpPv3','vision.headline',41,5,1,'role',1,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('QkLeQp-VkQfkCO3D','LgSrFk3EWcOlpPv3','vision.front-page',42,9,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('uFJBedI_29uoIcV5','LgSrFk3EWcOlpPv3','vision.write',43,10,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('yHPhiruBiw6TBFHz','LgSrFk3EWcOlpPv3','vision.answer',44,4,1,'role',0,0,0,NULL,NULL,NULL);
INSERT INTO "activity_run" VALUES('bFoSmP2OaTZGLLkg','LgSrFk3EWcOlpPv3','vision.first-steps',45,8,1,'role',0,0,0,NULL,'2026-11-22 08:27:01.226000','2026-11-22 08:27:01.940000');
INSERT INTO "activity_run" VALUES('ZZxUV2EizweE2Yba','LgSrFk3EWcOlpPv3','vision.close',46,4,1,'role',0,0,0,NULL,NULL,NULL);
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
INSERT INTO "audit" VALUES(1,'LgSrFk3EWcOlpPv3',1,'2026-11-22 08:27:00.059000',NULL,'host','create_workshop','workshop','LgSrFk3EWcOlpPv3','null','{"title": "Growing up in Ashby", "place": "Ashby", "life_question": "", "big_challenge": "", "sponsor": "", "venue": "", "horizon_year": null, "booked_minutes": null, "template": "one-day"}');
INSERT INTO "audit" VALUES(2,'LgSrFk3EWcOlpPv3',2,'2026-11-22 08:27:00.124000','qMbgUhv3fZTFMvJK','facilitator','take_over','person','qMbgUhv3fZTFMvJK','null','null');
INSERT INTO "audit" VALUES(3,'LgSrFk3EWcOlpPv3',3,'2026-11-22 08:27:00.231000',NULL,'participant','join','person','ePMcVSTrbEkdo12S','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(4,'LgSrFk3EWcOlpPv3',4,'2026-11-22 08:27:00.277000',NULL,'participant','join','person','kJ6hot9jjAZRWFlq','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(5,'LgSrFk3EWcOlpPv3',5,'2026-11-22 08:27:00.293000','qMbgUhv3fZTFMvJK','facilitator','set_wifi','workshop','LgSrFk3EWcOlpPv3','null','null');
INSERT INTO "audit" VALUES(6,'LgSrFk3EWcOlpPv3',6,'2026-11-22 08:27:00.309000','qMbgUhv3fZTFMvJK','facilitator','set_address','room','LgSrFk3EWcOlpPv3','null','{"address": "http://192.168.7.7:8501"}');
INSERT INTO "audit" VALUES(7,'LgSrFk3EWcOlpPv3',7,'2026-11-22 08:27:00.385000','qMbgUhv3fZTFMvJK','facilitator','open_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "team.introductions", "gates_opened": []}');
INSERT INTO "audit" VALUES(8,'LgSrFk3EWcOlpPv3',8,'2026-11-22 08:27:00.436000','ePMcVSTrbEkdo12S','participant','add_card','card','DQGxINZdvgxvEx36','null','{"text": "I know every path here\nand every dog", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.introductions", "kind": "know_how"}');
INSERT INTO "audit" VALUES(9,'LgSrFk3EWcOlpPv3',9,'2026-11-22 08:27:00.472000','ePMcVSTrbEkdo12S','participant','edit_card','card','DQGxINZdvgxvEx36','{"text": "I know every path here\nand every dog", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.introductions", "kind": "know_how"}','{"text": "I know every path", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.introductions", "kind": "know_how"}');
INSERT INTO "audit" VALUES(10,'LgSrFk3EWcOlpPv3',10,'2026-11-22 08:27:00.522000','qMbgUhv3fZTFMvJK','facilitator','open_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "team.hopes", "gates_opened": []}');
INSERT INTO "audit" VALUES(11,'LgSrFk3EWcOlpPv3',11,'2026-11-22 08:27:00.546000',NULL,'participant','add_card','card','Evo7i7v59dvcsv-d','null','{"text": "That we are heard", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "team.hopes", "kind": "hope"}');
INSERT INTO "audit" VALUES(12,'LgSrFk3EWcOlpPv3',12,'2026-11-22 08:27:00.579000',NULL,'participant','add_card','card','W95HHovFX1A157v1','null','{"text": "That we lose our jobs", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "facilitator", "position": 0, "activity": "team.hopes", "kind": "worry"}');
INSERT INTO "audit" VALUES(13,'LgSrFk3EWcOlpPv3',13,'2026-11-22 08:27:00.601000',NULL,'facilitator','add_card','card','hfxBXc8EazvLHdJi','null','{"text": "That I talk too much", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "facilitator", "position": 0, "activity": "team.hopes", "kind": "worry"}');
INSERT INTO "audit" VALUES(14,'LgSrFk3EWcOlpPv3',14,'2026-11-22 08:27:00.614000',NULL,'facilitator','add_card','card','K9pqnq2jqY6EZcV_','null','{"text": "Lone parents on nights", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "segments.map", "kind": "segment"}');
INSERT INTO "audit" VALUES(15,'LgSrFk3EWcOlpPv3',15,'2026-11-22 08:27:00.687000','qMbgUhv3fZTFMvJK','facilitator','open_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "insights.write", "gates_opened": []}');
INSERT INTO "audit" VALUES(16,'LgSrFk3EWcOlpPv3',16,'2026-11-22 08:27:00.727000',NULL,'participant','add_card','card','isrtIkkaMGcJpBOO','null','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(17,'LgSrFk3EWcOlpPv3',17,'2026-11-22 08:27:00.754000',NULL,'participant','add_card','card','CZn_n36COAzuLO57','null','{"text": "The caf\u00e9 is free at ten", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(18,'LgSrFk3EWcOlpPv3',18,'2026-11-22 08:27:00.783000',NULL,'participant','add_card','card','vIpQwkni7s7pMGyV','null','{"text": "This is about my neighbour", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(19,'LgSrFk3EWcOlpPv3',19,'2026-11-22 08:27:00.802000',NULL,'participant','add_card','card','Ye6Mhmn24sE5hPa9','null','{"text": "For you alone", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "facilitator", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(20,'LgSrFk3EWcOlpPv3',20,'2026-11-22 08:27:00.827000',NULL,'facilitator','add_card','card','x6fG-t_KtngE2fL_','null','{"text": "My knees decide where I go", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(21,'LgSrFk3EWcOlpPv3',21,'2026-11-22 08:27:00.845000','qMbgUhv3fZTFMvJK','facilitator','hide_card','card','CZn_n36COAzuLO57','{"text": "The caf\u00e9 is free at ten", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The caf\u00e9 is free at ten", "fields": {}, "hidden": true, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(22,'LgSrFk3EWcOlpPv3',22,'2026-11-22 08:27:00.872000',NULL,'participant','withdraw_card','card','vIpQwkni7s7pMGyV','{"text": "This is about my neighbour", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "This is about my neighbour", "fields": {}, "hidden": false, "withdrawn": true, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(23,'LgSrFk3EWcOlpPv3',23,'2026-11-22 08:27:00.897000','qMbgUhv3fZTFMvJK','facilitator','star_card','card','isrtIkkaMGcJpBOO','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(24,'LgSrFk3EWcOlpPv3',24,'2026-11-22 08:27:00.917000','qMbgUhv3fZTFMvJK','facilitator','edit_card','card','isrtIkkaMGcJpBOO','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(25,'LgSrFk3EWcOlpPv3',25,'2026-11-22 08:27:00.978000','qMbgUhv3fZTFMvJK','facilitator','undo','card','isrtIkkaMGcJpBOO','{"text": "The bus stops at six", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(26,'LgSrFk3EWcOlpPv3',26,'2026-11-22 08:27:01.001000','qMbgUhv3fZTFMvJK','facilitator','undo','card','isrtIkkaMGcJpBOO','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(27,'LgSrFk3EWcOlpPv3',27,'2026-11-22 08:27:01.029000','qMbgUhv3fZTFMvJK','facilitator','redo','card','isrtIkkaMGcJpBOO','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}','{"text": "The bus stops at six \ud83d\ude8c \u2013 <b>not</b> **bold** =1+1 \u0645\u0631\u062d\u0628\u0627", "fields": {"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}, "hidden": false, "withdrawn": false, "starred": true, "visibility": "room", "position": 0, "activity": "insights.write", "kind": "insight"}');
INSERT INTO "audit" VALUES(28,'LgSrFk3EWcOlpPv3',28,'2026-11-22 08:27:01.042000',NULL,'facilitator','add_card','card','3dwlY0bQgpiapU7w','null','{"text": "Getting there", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "insights.name", "kind": "theme"}');
INSERT INTO "audit" VALUES(29,'LgSrFk3EWcOlpPv3',29,'2026-11-22 08:27:01.116000',NULL,'facilitator','link_cards','card','3dwlY0bQgpiapU7w','{"links": []}','{"links": [["gathers", "CZn_n36COAzuLO57"], ["gathers", "isrtIkkaMGcJpBOO"]]}');
INSERT INTO "audit" VALUES(30,'LgSrFk3EWcOlpPv3',30,'2026-11-22 08:27:01.134000',NULL,'facilitator','add_card','card','32xQIype4gT0dOYI','null','{"text": "Bus passes", "fields": {"amount_pence": 1250000, "fte": "1.25"}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "resources.spend", "kind": "resource_line"}');
INSERT INTO "audit" VALUES(31,'LgSrFk3EWcOlpPv3',31,'2026-11-22 08:27:01.192000',NULL,'participant','join','person','cuvzrIXTigOsh8Xr','{"role_group": "unknown", "table": null}','{"role_group": "councillor", "table": 4}');
INSERT INTO "audit" VALUES(32,'LgSrFk3EWcOlpPv3',32,'2026-11-22 08:27:01.235000','qMbgUhv3fZTFMvJK','facilitator','open_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "vision.first-steps", "gates_opened": []}');
INSERT INTO "audit" VALUES(33,'LgSrFk3EWcOlpPv3',33,'2026-11-22 08:27:01.254000','cuvzrIXTigOsh8Xr','participant','add_card','card','YWRTxj4LUATg6iiw','null','{"text": "I will ask the board", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "vision.first-steps", "kind": "first_step"}');
INSERT INTO "audit" VALUES(34,'LgSrFk3EWcOlpPv3',34,'2026-11-22 08:27:01.298000','qMbgUhv3fZTFMvJK','facilitator','tighten','room','LgSrFk3EWcOlpPv3','null','{"activity": "vision.first-steps", "attribution": "role"}');
INSERT INTO "audit" VALUES(35,'LgSrFk3EWcOlpPv3',35,'2026-11-22 08:27:01.329000','qMbgUhv3fZTFMvJK','facilitator','add_minutes','room','LgSrFk3EWcOlpPv3','null','{"activity": "vision.first-steps", "minutes": 2}');
INSERT INTO "audit" VALUES(36,'LgSrFk3EWcOlpPv3',36,'2026-11-22 08:27:01.346000',NULL,'facilitator','add_card','card','wUcrXwIQ08FRo4jQ','null','{"text": "One challenge_question to vote on", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "reframe.questions", "kind": "challenge_question"}');
INSERT INTO "audit" VALUES(37,'LgSrFk3EWcOlpPv3',37,'2026-11-22 08:27:01.370000',NULL,'facilitator','add_card','card','eVOztEo4O3b43LOz','null','{"text": "One solution to vote on", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "solutions.build", "kind": "solution"}');
INSERT INTO "audit" VALUES(38,'LgSrFk3EWcOlpPv3',38,'2026-11-22 08:27:01.420000',NULL,'facilitator','add_card','card','mADql1PtHzj54BlS','null','{"text": "One idea to vote on", "fields": {}, "hidden": false, "withdrawn": false, "starred": false, "visibility": "room", "position": 0, "activity": "solutions.flip", "kind": "idea"}');
INSERT INTO "audit" VALUES(39,'LgSrFk3EWcOlpPv3',39,'2026-11-22 08:27:01.464000',NULL,'participant','join','person','9Ss6torxRznjYCtm','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(40,'LgSrFk3EWcOlpPv3',40,'2026-11-22 08:27:01.511000',NULL,'participant','join','person','67Dhh-lwFeLUjgal','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(41,'LgSrFk3EWcOlpPv3',41,'2026-11-22 08:27:01.603000',NULL,'participant','join','person','L0UW76lF33_QRPSm','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(42,'LgSrFk3EWcOlpPv3',42,'2026-11-22 08:27:01.665000',NULL,'participant','join','person','teBNMF_sp7zhUIzo','{"role_group": "unknown", "table": null}','{"role_group": "resident", "table": 1}');
INSERT INTO "audit" VALUES(43,'LgSrFk3EWcOlpPv3',43,'2026-11-22 08:27:01.711000',NULL,'participant','join','person','qPQpsb1l3o1O97Qz','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(44,'LgSrFk3EWcOlpPv3',44,'2026-11-22 08:27:01.757000',NULL,'participant','join','person','h4Pb35S-H4Bx4xzQ','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(45,'LgSrFk3EWcOlpPv3',45,'2026-11-22 08:27:01.843000',NULL,'participant','join','person','oRdSjkYFNONKoxjt','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(46,'LgSrFk3EWcOlpPv3',46,'2026-11-22 08:27:01.911000',NULL,'participant','join','person','R_LXTndm7jmTqZyZ','{"role_group": "unknown", "table": null}','{"role_group": "staff", "table": 2}');
INSERT INTO "audit" VALUES(47,'LgSrFk3EWcOlpPv3',47,'2026-11-22 08:27:02.020000','qMbgUhv3fZTFMvJK','facilitator','open_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "segments.focus", "gates_opened": []}');
INSERT INTO "audit" VALUES(48,'LgSrFk3EWcOlpPv3',48,'2026-11-22 08:27:02.205000',NULL,'participant','vote','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(49,'LgSrFk3EWcOlpPv3',49,'2026-11-22 08:27:02.289000',NULL,'participant','vote','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(50,'LgSrFk3EWcOlpPv3',50,'2026-11-22 08:27:02.355000',NULL,'participant','vote','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(51,'LgSrFk3EWcOlpPv3',51,'2026-11-22 08:27:02.438000',NULL,'participant','vote','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(52,'LgSrFk3EWcOlpPv3',52,'2026-11-22 08:27:02.512000',NULL,'participant','vote','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(53,'LgSrFk3EWcOlpPv3',53,'2026-11-22 08:27:02.571000',NULL,'participant','vote','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(54,'LgSrFk3EWcOlpPv3',54,'2026-11-22 08:27:02.597000',NULL,'participant','vote','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(55,'LgSrFk3EWcOlpPv3',55,'2026-11-22 08:27:02.627000',NULL,'participant','vote','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(56,'LgSrFk3EWcOlpPv3',56,'2026-11-22 08:27:02.667000',NULL,'participant','vote','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(57,'LgSrFk3EWcOlpPv3',57,'2026-11-22 08:27:02.704000',NULL,'facilitator','vote_for','vote_round','w7iXj51IdwYYZksd','null','null');
INSERT INTO "audit" VALUES(58,'LgSrFk3EWcOlpPv3',58,'2026-11-22 08:27:02.764000','qMbgUhv3fZTFMvJK','facilitator','close_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "segments.focus"}');
INSERT INTO "audit" VALUES(59,'LgSrFk3EWcOlpPv3',59,'2026-11-22 08:27:02.821000','qMbgUhv3fZTFMvJK','facilitator','open_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "reframe.choose", "gates_opened": []}');
INSERT INTO "audit" VALUES(60,'LgSrFk3EWcOlpPv3',60,'2026-11-22 08:27:02.946000',NULL,'participant','vote','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(61,'LgSrFk3EWcOlpPv3',61,'2026-11-22 08:27:03.000000',NULL,'participant','vote','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(62,'LgSrFk3EWcOlpPv3',62,'2026-11-22 08:27:03.061000',NULL,'participant','vote','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(63,'LgSrFk3EWcOlpPv3',63,'2026-11-22 08:27:03.110000',NULL,'participant','vote','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(64,'LgSrFk3EWcOlpPv3',64,'2026-11-22 08:27:03.161000',NULL,'participant','vote','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(65,'LgSrFk3EWcOlpPv3',65,'2026-11-22 08:27:03.223000',NULL,'participant','vote','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(66,'LgSrFk3EWcOlpPv3',66,'2026-11-22 08:27:03.255000',NULL,'participant','vote','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(67,'LgSrFk3EWcOlpPv3',67,'2026-11-22 08:27:03.293000',NULL,'participant','vote','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(68,'LgSrFk3EWcOlpPv3',68,'2026-11-22 08:27:03.329000',NULL,'participant','vote','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(69,'LgSrFk3EWcOlpPv3',69,'2026-11-22 08:27:03.378000',NULL,'facilitator','vote_for','vote_round','DSlH3QNKVIbxPjuw','null','null');
INSERT INTO "audit" VALUES(70,'LgSrFk3EWcOlpPv3',70,'2026-11-22 08:27:03.400000','qMbgUhv3fZTFMvJK','facilitator','close_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "reframe.choose"}');
INSERT INTO "audit" VALUES(71,'LgSrFk3EWcOlpPv3',71,'2026-11-22 08:27:03.449000','qMbgUhv3fZTFMvJK','facilitator','open_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "solutions.matrix", "gates_opened": ["reframe-agreed"]}');
INSERT INTO "audit" VALUES(72,'LgSrFk3EWcOlpPv3',72,'2026-11-22 08:27:03.539000',NULL,'participant','vote','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(73,'LgSrFk3EWcOlpPv3',73,'2026-11-22 08:27:03.586000',NULL,'participant','vote','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(74,'LgSrFk3EWcOlpPv3',74,'2026-11-22 08:27:03.632000',NULL,'participant','vote','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(75,'LgSrFk3EWcOlpPv3',75,'2026-11-22 08:27:03.673000',NULL,'participant','vote','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(76,'LgSrFk3EWcOlpPv3',76,'2026-11-22 08:27:03.709000',NULL,'participant','vote','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(77,'LgSrFk3EWcOlpPv3',77,'2026-11-22 08:27:03.751000',NULL,'participant','vote','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(78,'LgSrFk3EWcOlpPv3',78,'2026-11-22 08:27:03.789000',NULL,'participant','vote','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(79,'LgSrFk3EWcOlpPv3',79,'2026-11-22 08:27:03.848000',NULL,'participant','vote','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(80,'LgSrFk3EWcOlpPv3',80,'2026-11-22 08:27:03.895000',NULL,'participant','vote','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(81,'LgSrFk3EWcOlpPv3',81,'2026-11-22 08:27:03.949000',NULL,'facilitator','vote_for','vote_round','AtSbhrUN1UEd3Mar','null','null');
INSERT INTO "audit" VALUES(82,'LgSrFk3EWcOlpPv3',82,'2026-11-22 08:27:03.976000','qMbgUhv3fZTFMvJK','facilitator','close_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "solutions.matrix"}');
INSERT INTO "audit" VALUES(83,'LgSrFk3EWcOlpPv3',83,'2026-11-22 08:27:04.040000','qMbgUhv3fZTFMvJK','facilitator','open_activity','room','LgSrFk3EWcOlpPv3','null','{"activity": "solutions.dots", "gates_opened": []}');
INSERT INTO "audit" VALUES(84,'LgSrFk3EWcOlpPv3',84,'2026-11-22 08:27:04.131000',NULL,'participant','vote','vote_round','FcKez27bzgMDYXnM','null','null');
INSERT INTO "audit" VALUES(85,'LgSrFk3EWcOlpPv3',85,'2026-11-22 08:27:04.184000',NULL,'participant','vote','vote_round','FcKez27bzgMDYXnM','null','null');
INSERT INTO "audit" VALUES(86,'LgSrFk3EWcOlpPv3',86,'2026-11-22 08:27:04.224000',NULL,'facilitator','vote_for','vote_round','FcKez27bzgMDYXnM','null','null');
INSERT INTO "audit" VALUES(87,'LgSrFk3EWcOlpPv3',87,'2026-11-22 08:27:04.248000','qMbgUhv3fZTFMvJK','facilitator','show','room','LgSrFk3EWcOlpPv3','null','{"what": "card:K9pqnq2jqY6EZcV_"}');
INSERT INTO "audit" VALUES(88,'LgSrFk3EWcOlpPv3',88,'2026-11-22 08:27:04.261000','qMbgUhv3fZTFMvJK','facilitator','pause','room','LgSrFk3EWcOlpPv3','null','{"paused": true}');
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
INSERT INTO "ballot" VALUES('gNw7F3P67LLJ3AV7','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('pKUreDZ84muD5ts6','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('ddTPAuvSWjJ_LV7d','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('oAHpuI0m0LTLQMLp','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('pvKV-DeFSdyMcAFE','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('1Z_S2nfRWV6CAC6Z','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('R5aWZdRmADcPyOFc','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('9VNmcyia7goMuWf-','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('XYhP8gXPnQ0XdCw2','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('HwTjDrKCspFTaLK7','K9pqnq2jqY6EZcV_','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('5bRaZf2KK7KGm3vh','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('CSHF-jT1qQ-kyejo','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('sbW20C3MyjGUAOqb','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('S4PCJE9uQ7rrMx5Y','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('AJGOkwjUvaHRxeQK','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('K9Ox-QCST61xCnFV','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('b2x-inwMThtw04jF','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('k8rKsK1W2AQHbJuX','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('FCRFOgfQWtkA9cuk','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('ZPDocwB0iFGawv_l','wUcrXwIQ08FRo4jQ','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,4,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('1ZDBarzaOUfcMePn','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('DIfet_qEKAPgpnxT','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('rfia5rLiZPOWeUfX','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('d8Frw5Ki_CiW0Yue','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('_yMj2qjkCSB6gy6p','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('K4VH-ZYCp34-bdS2','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('CzJrS5GGIgrrGkT2','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('EmVx6SRmQsAOQYwJ','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('mLsIL_ezJQETZtQv','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('gtvjTcAr93M4KFxw','eVOztEo4O3b43LOz','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,NULL,NULL,10,90);
INSERT INTO "ballot" VALUES('L3uq9s8NA9ON2UP9','mADql1PtHzj54BlS','FcKez27bzgMDYXnM','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('SdT7WAjYBX6Nvc_6','mADql1PtHzj54BlS','FcKez27bzgMDYXnM','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
INSERT INTO "ballot" VALUES('Q1JwSTNimBhpiA3k','mADql1PtHzj54BlS','FcKez27bzgMDYXnM','LgSrFk3EWcOlpPv3','dots',2,1,NULL,NULL,NULL,NULL);
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
INSERT INTO "card" VALUES('DQGxINZdvgxvEx36','LgSrFk3EWcOlpPv3','team.introductions','know_how','I know every path','{}','ePMcVSTrbEkdo12S','Amina','resident',1,'phone','room',0,0,0,0,2,8,9,'2026-11-22 08:27:00.414000','2026-11-22 08:27:00.462000');
INSERT INTO "card" VALUES('Evo7i7v59dvcsv-d','LgSrFk3EWcOlpPv3','team.hopes','hope','That we are heard','{}','ePMcVSTrbEkdo12S','Amina','resident',1,'phone','room',0,0,0,0,1,11,11,'2026-11-22 08:27:00.544000','2026-11-22 08:27:00.544000');
INSERT INTO "card" VALUES('W95HHovFX1A157v1','LgSrFk3EWcOlpPv3','team.hopes','worry','That we lose our jobs','{}','kJ6hot9jjAZRWFlq','Ben','staff',2,'phone','facilitator',0,0,0,0,1,12,12,'2026-11-22 08:27:00.568000','2026-11-22 08:27:00.568000');
INSERT INTO "card" VALUES('hfxBXc8EazvLHdJi','LgSrFk3EWcOlpPv3','team.hopes','worry','That I talk too much','{}','qMbgUhv3fZTFMvJK','','unknown',NULL,'phone','facilitator',0,0,0,0,1,13,13,'2026-11-22 08:27:00.596000','2026-11-22 08:27:00.596000');
INSERT INTO "card" VALUES('K9pqnq2jqY6EZcV_','LgSrFk3EWcOlpPv3','segments.map','segment','Lone parents on nights','{}','qMbgUhv3fZTFMvJK','','unknown',NULL,'phone','room',0,0,0,0,1,14,14,'2026-11-22 08:27:00.612000','2026-11-22 08:27:00.612000');
INSERT INTO "card" VALUES('isrtIkkaMGcJpBOO','LgSrFk3EWcOlpPv3','insights.write','insight','The bus stops at six 🚌 – <b>not</b> **bold** =1+1 مرحبا','{"sentence": "Work ends after the bus", "evidence": "told", "surprise": 3}','kJ6hot9jjAZRWFlq','Ben','staff',2,'phone','room',0,0,1,0,3,16,27,'2026-11-22 08:27:00.700000','2026-11-22 08:27:01.028000');
INSERT INTO "card" VALUES('CZn_n36COAzuLO57','LgSrFk3EWcOlpPv3','insights.write','insight','The café is free at ten','{}','ePMcVSTrbEkdo12S','Amina','resident',1,'phone','room',1,0,0,0,1,17,21,'2026-11-22 08:27:00.752000','2026-11-22 08:27:00.843000');
INSERT INTO "card" VALUES('vIpQwkni7s7pMGyV','LgSrFk3EWcOlpPv3','insights.write','insight','This is about my neighbour','{}','ePMcVSTrbEkdo12S','Amina','resident',1,'phone','room',0,1,0,0,1,18,22,'2026-11-22 08:27:00.773000','2026-11-22 08:27:00.861000');
INSERT INTO "card" VALUES('Ye6Mhmn24sE5hPa9','LgSrFk3EWcOlpPv3','insights.write','insight','For you alone','{}','ePMcVSTrbEkdo12S','Amina','resident',1,'phone','facilitator',0,0,0,0,1,19,19,'2026-11-22 08:27:00.800000','2026-11-22 08:27:00.800000');
INSERT INTO "card" VALUES('x6fG-t_KtngE2fL_','LgSrFk3EWcOlpPv3','insights.write','insight','My knees decide where I go','{}','qMbgUhv3fZTFMvJK','Doris','resident',3,'scribe','room',0,0,0,0,1,20,20,'2026-11-22 08:27:00.821000','2026-11-22 08:27:00.821000');
INSERT INTO "card" VALUES('3dwlY0bQgpiapU7w','LgSrFk3EWcOlpPv3','insights.name','theme','Getting there','{}','qMbgUhv3fZTFMvJK','','unknown',NULL,'phone','room',0,0,0,0,1,28,29,'2026-11-22 08:27:01.040000','2026-11-22 08:27:01.040000');
INSERT INTO "card" VALUES('32xQIype4gT0dOYI','LgSrFk3EWcOlpPv3','resources.spend','resource_line','Bus passes','{"amount_pence": 1250000, "fte": "1.25"}','qMbgUhv3fZTFMvJK','','unknown',NULL,'phone','room',0,0,0,0,1,30,30,'2026-11-22 08:27:01.132000','2026-11-22 08:27:01.132000');
INSERT INTO "card" VALUES('YWRTxj4LUATg6iiw','LgSrFk3EWcOlpPv3','vision.first-steps','first_step','I will ask the board','{}','cuvzrIXTigOsh8Xr','Carol','councillor',4,'phone','room',0,0,0,0,1,33,34,'2026-11-22 08:27:01.252000','2026-11-22 08:27:01.252000');
INSERT INTO "card" VALUES('wUcrXwIQ08FRo4jQ','LgSrFk3EWcOlpPv3','reframe.questions','challenge_question','One challenge_question to vote on','{}','qMbgUhv3fZTFMvJK','','unknown',NULL,'phone','room',0,0,0,0,1,36,36,'2026-11-22 08:27:01.344000','2026-11-22 08:27:01.344000');
INSERT INTO "card" VALUES('eVOztEo4O3b43LOz','LgSrFk3EWcOlpPv3','solutions.build','solution','One solution to vote on','{}','qMbgUhv3fZTFMvJK','','unknown',NULL,'phone','room',0,0,0,0,1,37,37,'2026-11-22 08:27:01.368000','2026-11-22 08:27:01.368000');
INSERT INTO "card" VALUES('mADql1PtHzj54BlS','LgSrFk3EWcOlpPv3','solutions.flip','idea','One idea to vote on','{}','qMbgUhv3fZTFMvJK','','unknown',NULL,'phone','room',0,0,0,0,1,38,38,'2026-11-22 08:27:01.412000','2026-11-22 08:27:01.412000');
CREATE TABLE device (
	id VARCHAR NOT NULL, 
	token_hash VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (token_hash)
);
INSERT INTO "device" VALUES('3hzxfhw9QiFB8kFz','a4d64a386159d28f8cf7f9408e3420c97252f8c0a470e504b837f1e767222a48','2026-11-22 08:27:00.073000');
INSERT INTO "device" VALUES('QARprQGUtgxZgy10','6b2313570e6e0582721b0d9f7f03e8f8de4f179e08c35b3730d14dab1c24ef3e','2026-11-22 08:27:00.176000');
INSERT INTO "device" VALUES('booBMZtV2Ul39Vq4','f1da1da71b824c2d1031ce9095bf6364b033d50b22c121933e01858577aa513c','2026-11-22 08:27:00.249000');
INSERT INTO "device" VALUES('BAhOomKp_to0gDxv','ccfd5332d9956bb0212dd4545aabece3f567ce82685dba3512e652aa35fff6af','2026-11-22 08:27:01.161000');
INSERT INTO "device" VALUES('ZB-NJLePFokC18Ip','324c28535c101fd6869500a529f951140d43512e92c7bd1ab23acbbbbfa06008','2026-11-22 08:27:01.437000');
INSERT INTO "device" VALUES('OngaPaLNy456tuAR','7420f99d534b8c8c9bd0c4db0c90f43fb6eab4bf48585ec5da5bd392e409212f','2026-11-22 08:27:01.485000');
INSERT INTO "device" VALUES('r15mfm3WaBoQ1ZuY','2c514baa84d458bb5f7152ea8173a07b52f31f946c6bf502cbea3dd130a46fac','2026-11-22 08:27:01.528000');
INSERT INTO "device" VALUES('9BQOnmgGeeg_pY7s','10d8c4d6579032bc311618042cc989fd4b53d33cdd98568ca912e3b453af10b7','2026-11-22 08:27:01.635000');
INSERT INTO "device" VALUES('Q1DC6b0fgGc_55-R','21a0b9095669a1dfdd574b313679c409066aa0a6e75be9f0dff8961948b5d4d6','2026-11-22 08:27:01.677000');
INSERT INTO "device" VALUES('8X1v1m87lHXD53Nx','0e6232094ceb3dfc4174945eed53ac55a118d6cd8122aaf7e1cc630833859536','2026-11-22 08:27:01.741000');
INSERT INTO "device" VALUES('dlkLCc4QKV7mZk6y','d54455492a857d3fbf22c5cfaf69933d28f79e3f57a30fa26e40e9e549ef0ca9','2026-11-22 08:27:01.774000');
INSERT INTO "device" VALUES('VhiShsvESwLxhfyT','37a397fb73cac339b1bc39cb14f9cea6ea714f4763fb57a9aed77a60af678b0d','2026-11-22 08:27:01.853000');
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
INSERT INTO "link" VALUES('NtEXqlgPNkCPaCDd','LgSrFk3EWcOlpPv3','isrtIkkaMGcJpBOO','segments','K9pqnq2jqY6EZcV_');
INSERT INTO "link" VALUES('izK5m3P9DnRxkaaV','LgSrFk3EWcOlpPv3','3dwlY0bQgpiapU7w','gathers','CZn_n36COAzuLO57');
INSERT INTO "link" VALUES('kV2xz-kFkg4er4OG','LgSrFk3EWcOlpPv3','3dwlY0bQgpiapU7w','gathers','isrtIkkaMGcJpBOO');
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
INSERT INTO "media" VALUES('B90Yx3p__gvMRW5k','LgSrFk3EWcOlpPv3','isrtIkkaMGcJpBOO','image/png','A bus stop',X'89504E470D0A1A0A0000000D49484452000000010000000108060000001F15C4890000000D49444154789C6360F8CF500F000381018060E3D7200000000049454E44AE426082','2026-11-22 08:27:04.273000');
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
INSERT INTO "person" VALUES('qMbgUhv3fZTFMvJK','LgSrFk3EWcOlpPv3','3hzxfhw9QiFB8kFz','unknown','',NULL,1,'2026-11-22 08:27:00.100000');
INSERT INTO "person" VALUES('ePMcVSTrbEkdo12S','LgSrFk3EWcOlpPv3','QARprQGUtgxZgy10','resident','Amina',1,0,'2026-11-22 08:27:00.220000');
INSERT INTO "person" VALUES('kJ6hot9jjAZRWFlq','LgSrFk3EWcOlpPv3','booBMZtV2Ul39Vq4','staff','Ben',2,0,'2026-11-22 08:27:00.276000');
INSERT INTO "person" VALUES('cuvzrIXTigOsh8Xr','LgSrFk3EWcOlpPv3','BAhOomKp_to0gDxv','councillor','Carol',4,0,'2026-11-22 08:27:01.177000');
INSERT INTO "person" VALUES('9Ss6torxRznjYCtm','LgSrFk3EWcOlpPv3','ZB-NJLePFokC18Ip','resident','Resident 0',1,0,'2026-11-22 08:27:01.453000');
INSERT INTO "person" VALUES('67Dhh-lwFeLUjgal','LgSrFk3EWcOlpPv3','OngaPaLNy456tuAR','resident','Resident 1',1,0,'2026-11-22 08:27:01.501000');
INSERT INTO "person" VALUES('L0UW76lF33_QRPSm','LgSrFk3EWcOlpPv3','r15mfm3WaBoQ1ZuY','resident','Resident 2',1,0,'2026-11-22 08:27:01.589000');
INSERT INTO "person" VALUES('teBNMF_sp7zhUIzo','LgSrFk3EWcOlpPv3','9BQOnmgGeeg_pY7s','resident','Resident 3',1,0,'2026-11-22 08:27:01.650000');
INSERT INTO "person" VALUES('qPQpsb1l3o1O97Qz','LgSrFk3EWcOlpPv3','Q1DC6b0fgGc_55-R','staff','Worker 0',2,0,'2026-11-22 08:27:01.697000');
INSERT INTO "person" VALUES('h4Pb35S-H4Bx4xzQ','LgSrFk3EWcOlpPv3','8X1v1m87lHXD53Nx','staff','Worker 1',2,0,'2026-11-22 08:27:01.755000');
INSERT INTO "person" VALUES('oRdSjkYFNONKoxjt','LgSrFk3EWcOlpPv3','dlkLCc4QKV7mZk6y','staff','Worker 2',2,0,'2026-11-22 08:27:01.797000');
INSERT INTO "person" VALUES('R_LXTndm7jmTqZyZ','LgSrFk3EWcOlpPv3','VhiShsvESwLxhfyT','staff','Worker 3',2,0,'2026-11-22 08:27:01.893000');
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
INSERT INTO "receipt" VALUES(1,'LgSrFk3EWcOlpPv3','QARprQGUtgxZgy10','key of named','DQGxINZdvgxvEx36',8);
INSERT INTO "receipt" VALUES(2,'LgSrFk3EWcOlpPv3','QARprQGUtgxZgy10','key of anonymous','Evo7i7v59dvcsv-d',11);
INSERT INTO "receipt" VALUES(3,'LgSrFk3EWcOlpPv3','booBMZtV2Ul39Vq4','key of worry','W95HHovFX1A157v1',12);
INSERT INTO "receipt" VALUES(4,'LgSrFk3EWcOlpPv3','3hzxfhw9QiFB8kFz','key of own','hfxBXc8EazvLHdJi',13);
INSERT INTO "receipt" VALUES(5,'LgSrFk3EWcOlpPv3','3hzxfhw9QiFB8kFz','key of segment','K9pqnq2jqY6EZcV_',14);
INSERT INTO "receipt" VALUES(6,'LgSrFk3EWcOlpPv3','booBMZtV2Ul39Vq4','key of insight','isrtIkkaMGcJpBOO',16);
INSERT INTO "receipt" VALUES(7,'LgSrFk3EWcOlpPv3','QARprQGUtgxZgy10','key of hidden','CZn_n36COAzuLO57',17);
INSERT INTO "receipt" VALUES(8,'LgSrFk3EWcOlpPv3','QARprQGUtgxZgy10','key of withdrawn','vIpQwkni7s7pMGyV',18);
INSERT INTO "receipt" VALUES(9,'LgSrFk3EWcOlpPv3','QARprQGUtgxZgy10','key of private','Ye6Mhmn24sE5hPa9',19);
INSERT INTO "receipt" VALUES(10,'LgSrFk3EWcOlpPv3','3hzxfhw9QiFB8kFz','key of scribed','x6fG-t_KtngE2fL_',20);
INSERT INTO "receipt" VALUES(11,'LgSrFk3EWcOlpPv3','3hzxfhw9QiFB8kFz','key of theme','3dwlY0bQgpiapU7w',28);
INSERT INTO "receipt" VALUES(12,'LgSrFk3EWcOlpPv3','3hzxfhw9QiFB8kFz','key of money','32xQIype4gT0dOYI',30);
INSERT INTO "receipt" VALUES(13,'LgSrFk3EWcOlpPv3','BAhOomKp_to0gDxv','key of promise','YWRTxj4LUATg6iiw',33);
INSERT INTO "receipt" VALUES(14,'LgSrFk3EWcOlpPv3','3hzxfhw9QiFB8kFz','key of challenge_question','wUcrXwIQ08FRo4jQ',36);
INSERT INTO "receipt" VALUES(15,'LgSrFk3EWcOlpPv3','3hzxfhw9QiFB8kFz','key of solution','eVOztEo4O3b43LOz',37);
INSERT INTO "receipt" VALUES(16,'LgSrFk3EWcOlpPv3','3hzxfhw9QiFB8kFz','key of idea','mADql1PtHzj54BlS',38);
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
INSERT INTO "vote_round" VALUES('w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','segments.focus',1,'dots',2,0,'2026-11-22 08:27:02.013000','2026-11-22 08:27:02.762000');
INSERT INTO "vote_round" VALUES('DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','reframe.choose',1,'score',0,0,'2026-11-22 08:27:02.820000','2026-11-22 08:27:03.400000');
INSERT INTO "vote_round" VALUES('AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','solutions.matrix',1,'matrix',0,0,'2026-11-22 08:27:03.448000','2026-11-22 08:27:03.975000');
INSERT INTO "vote_round" VALUES('FcKez27bzgMDYXnM','LgSrFk3EWcOlpPv3','solutions.dots',1,'dots',2,1,'2026-11-22 08:27:04.039000',NULL);
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
INSERT INTO "voter" VALUES('gNw7F3P67LLJ3AV7','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,'9Ss6torxRznjYCtm',NULL,'resident');
INSERT INTO "voter" VALUES('pKUreDZ84muD5ts6','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,'67Dhh-lwFeLUjgal',NULL,'resident');
INSERT INTO "voter" VALUES('ddTPAuvSWjJ_LV7d','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,'L0UW76lF33_QRPSm',NULL,'resident');
INSERT INTO "voter" VALUES('oAHpuI0m0LTLQMLp','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,'teBNMF_sp7zhUIzo',NULL,'resident');
INSERT INTO "voter" VALUES('pvKV-DeFSdyMcAFE','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,'qPQpsb1l3o1O97Qz',NULL,'staff');
INSERT INTO "voter" VALUES('1Z_S2nfRWV6CAC6Z','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,'h4Pb35S-H4Bx4xzQ',NULL,'staff');
INSERT INTO "voter" VALUES('R5aWZdRmADcPyOFc','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,'oRdSjkYFNONKoxjt',NULL,'staff');
INSERT INTO "voter" VALUES('9VNmcyia7goMuWf-','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,'R_LXTndm7jmTqZyZ',NULL,'staff');
INSERT INTO "voter" VALUES('XYhP8gXPnQ0XdCw2','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,'cuvzrIXTigOsh8Xr',NULL,'councillor');
INSERT INTO "voter" VALUES('HwTjDrKCspFTaLK7','w7iXj51IdwYYZksd','LgSrFk3EWcOlpPv3','dots',2,NULL,'paper-ballot-1','resident');
INSERT INTO "voter" VALUES('5bRaZf2KK7KGm3vh','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,'9Ss6torxRznjYCtm',NULL,'resident');
INSERT INTO "voter" VALUES('CSHF-jT1qQ-kyejo','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,'67Dhh-lwFeLUjgal',NULL,'resident');
INSERT INTO "voter" VALUES('sbW20C3MyjGUAOqb','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,'L0UW76lF33_QRPSm',NULL,'resident');
INSERT INTO "voter" VALUES('S4PCJE9uQ7rrMx5Y','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,'teBNMF_sp7zhUIzo',NULL,'resident');
INSERT INTO "voter" VALUES('AJGOkwjUvaHRxeQK','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,'qPQpsb1l3o1O97Qz',NULL,'staff');
INSERT INTO "voter" VALUES('K9Ox-QCST61xCnFV','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,'h4Pb35S-H4Bx4xzQ',NULL,'staff');
INSERT INTO "voter" VALUES('b2x-inwMThtw04jF','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,'oRdSjkYFNONKoxjt',NULL,'staff');
INSERT INTO "voter" VALUES('k8rKsK1W2AQHbJuX','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,'R_LXTndm7jmTqZyZ',NULL,'staff');
INSERT INTO "voter" VALUES('FCRFOgfQWtkA9cuk','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,'cuvzrIXTigOsh8Xr',NULL,'councillor');
INSERT INTO "voter" VALUES('ZPDocwB0iFGawv_l','DSlH3QNKVIbxPjuw','LgSrFk3EWcOlpPv3','score',0,NULL,'paper-ballot-1','resident');
INSERT INTO "voter" VALUES('1ZDBarzaOUfcMePn','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,'9Ss6torxRznjYCtm',NULL,'resident');
INSERT INTO "voter" VALUES('DIfet_qEKAPgpnxT','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,'67Dhh-lwFeLUjgal',NULL,'resident');
INSERT INTO "voter" VALUES('rfia5rLiZPOWeUfX','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,'L0UW76lF33_QRPSm',NULL,'resident');
INSERT INTO "voter" VALUES('d8Frw5Ki_CiW0Yue','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,'teBNMF_sp7zhUIzo',NULL,'resident');
INSERT INTO "voter" VALUES('_yMj2qjkCSB6gy6p','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,'qPQpsb1l3o1O97Qz',NULL,'staff');
INSERT INTO "voter" VALUES('K4VH-ZYCp34-bdS2','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,'h4Pb35S-H4Bx4xzQ',NULL,'staff');
INSERT INTO "voter" VALUES('CzJrS5GGIgrrGkT2','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,'oRdSjkYFNONKoxjt',NULL,'staff');
INSERT INTO "voter" VALUES('EmVx6SRmQsAOQYwJ','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,'R_LXTndm7jmTqZyZ',NULL,'staff');
INSERT INTO "voter" VALUES('mLsIL_ezJQETZtQv','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,'cuvzrIXTigOsh8Xr',NULL,'councillor');
INSERT INTO "voter" VALUES('gtvjTcAr93M4KFxw','AtSbhrUN1UEd3Mar','LgSrFk3EWcOlpPv3','matrix',0,NULL,'paper-ballot-1','resident');
INSERT INTO "voter" VALUES('L3uq9s8NA9ON2UP9','FcKez27bzgMDYXnM','LgSrFk3EWcOlpPv3','dots',2,'9Ss6torxRznjYCtm',NULL,'resident');
INSERT INTO "voter" VALUES('SdT7WAjYBX6Nvc_6','FcKez27bzgMDYXnM','LgSrFk3EWcOlpPv3','dots',2,'67Dhh-lwFeLUjgal',NULL,'resident');
INSERT INTO "voter" VALUES('Q1JwSTNimBhpiA3k','FcKez27bzgMDYXnM','LgSrFk3EWcOlpPv3','dots',2,NULL,'paper-ballot-1','resident');
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
INSERT INTO "workshop" VALUES('LgSrFk3EWcOlpPv3','RSJKP','f90d9f19157ab5c6d62ccf12f0d85ad0195d4433e4102e75e8272c30ebaec870','Growing up in Ashby','Ashby','What would make the biggest difference to people''s lives here?','','','','GBP',NULL,330,'one-day','en','open',0,'',88,'["reframe-agreed"]','solutions.dots',1,'card:K9pqnq2jqY6EZcV_','http://192.168.7.7:8501',NULL,'Hall','hall-password',0,'2026-11-22 08:26:59.975000',NULL);
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
