CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
INSERT INTO "blobs" VALUES ('adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', 5, x'0001fffe27');
INSERT INTO "blobs" VALUES ('502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', 10, x'23204772c3b6c39f650a');
INSERT INTO "blobs" VALUES ('283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247', 4, x'676f6e65');
CREATE TABLE entries (
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      PRIMARY KEY (parent, name)
    ) WITHOUT ROWID;
INSERT INTO "entries" VALUES ('/workspace', 'bytes.bin', 'file', 'adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', NULL, 5, 420, 1795193506521);
INSERT INTO "entries" VALUES ('/workspace', 'link', 'symlink', NULL, 'notes/größe.md', 0, 511, 1795193507318);
INSERT INTO "entries" VALUES ('/workspace', 'notes', 'directory', NULL, NULL, 0, 493, 1795193506942);
INSERT INTO "entries" VALUES ('/workspace/notes', 'größe.md', 'file', '502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', NULL, 10, 420, 1795193506942);
CREATE TABLE event_parts (
        seq INTEGER NOT NULL,
        part INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (seq, part)
      ) WITHOUT ROWID;
CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
INSERT INTO "events" VALUES (1, 'sevt_01a1f9df0963738984f384774b89ca71', 'session.created', 1795193506147, '{"seq":1,"id":"sevt_01a1f9df0963738984f384774b89ca71","created_at":"2026-11-20T16:51:46.147Z","type":"session.created","session_id":"sesn_01a1f9df08c47340a927f7ac9a64e16a","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9df0adc7248b89975d5115f905c', 'file.written', 1795193506524, '{"seq":2,"id":"sevt_01a1f9df0adc7248b89975d5115f905c","created_at":"2026-11-20T16:51:46.524Z","type":"file.written","path":"/workspace/bytes.bin","hash":"adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c","size_bytes":5,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9df0c7f70ddbde506da1a487e63', 'file.written', 1795193506943, '{"seq":3,"id":"sevt_01a1f9df0c7f70ddbde506da1a487e63","created_at":"2026-11-20T16:51:46.943Z","type":"file.written","path":"/workspace/notes/größe.md","hash":"502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b","size_bytes":10,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9df0d19772fabad6069c6532c1f', 'file.written', 1795193507097, '{"seq":4,"id":"sevt_01a1f9df0d19772fabad6069c6532c1f","created_at":"2026-11-20T16:51:47.097Z","type":"file.written","path":"/workspace/gone.txt","hash":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","size_bytes":4,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (5, 'sevt_01a1f9df0d7a710d925ebe889ed44b43', 'file.deleted', 1795193507194, '{"seq":5,"id":"sevt_01a1f9df0d7a710d925ebe889ed44b43","created_at":"2026-11-20T16:51:47.194Z","type":"file.deleted","path":"/workspace/gone.txt","tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1f9df0db973e38c729b644873af9c', 'user.message', 1795193507257, '{"seq":6,"id":"sevt_01a1f9df0db973e38c729b644873af9c","created_at":"2026-11-20T16:51:47.257Z","type":"user.message","message_id":"msg_01a1f9df0db973e38c728d0fcfa6bbad","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"ln -s notes/größe.md link; ls\"}}]}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (7, 'sevt_01a1f9df0db973e38c729e78ecebbd08', 'session.status_running', 1795193507257, '{"seq":7,"id":"sevt_01a1f9df0db973e38c729e78ecebbd08","created_at":"2026-11-20T16:51:47.257Z","type":"session.status_running","turn":1,"inputs":[6]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (8, 'sevt_01a1f9df0dcd72128e2c0f024b8ba8ba', 'span.model_request_start', 1795193507278, '{"seq":8,"id":"sevt_01a1f9df0dcd72128e2c0f024b8ba8ba","created_at":"2026-11-20T16:51:47.278Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9df0def75d2bca7ac32487b4669', 'agent.tool_use', 1795193507311, '{"seq":9,"id":"sevt_01a1f9df0def75d2bca7ac32487b4669","created_at":"2026-11-20T16:51:47.311Z","type":"agent.tool_use","message_id":"msg_01a1f9df0dce76cfb577556490e259ef","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"block":{"type":"tool_use","id":"toolu_offline_1b60352e70a24bfd_0","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9df0db973e38c728d0fcfa6bbad"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f9df0def75d2bca7b25f2aadc8b5', 'span.model_request_end', 1795193507311, '{"seq":10,"id":"sevt_01a1f9df0def75d2bca7b25f2aadc8b5","created_at":"2026-11-20T16:51:47.311Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9df0dcd72128e2c0f024b8ba8ba","time_to_first_token_ms":null,"duration_ms":34,"message_id":"msg_01a1f9df0dce76cfb577556490e259ef","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":737,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f9df0df1749398d22bf52d523801', 'permission.decided', 1795193507313, '{"seq":11,"id":"sevt_01a1f9df0df1749398d22bf52d523801","created_at":"2026-11-20T16:51:47.313Z","type":"permission.decided","permission_id":"perm_01a1f9df0df1749398d22689ab304c7a","tool_use_id":"sevt_01a1f9df0def75d2bca7ac32487b4669","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9df0df1749398d22f883b5d042c', 'tool.started', 1795193507313, '{"seq":12,"id":"sevt_01a1f9df0df1749398d22f883b5d042c","created_at":"2026-11-20T16:51:47.313Z","type":"tool.started","tool_use_id":"sevt_01a1f9df0def75d2bca7ac32487b4669","attempt":1}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9df0df870c186330c30357f38f7', 'agent.tool_result', 1795193507320, '{"seq":13,"id":"sevt_01a1f9df0df870c186330c30357f38f7","created_at":"2026-11-20T16:51:47.320Z","type":"agent.tool_result","message_id":"msg_01a1f9df0df870c186330ad96f1d8e5d","tool_use_id":"sevt_01a1f9df0def75d2bca7ac32487b4669","content":[{"type":"text","text":"bytes.bin\nlink\nnotes"}],"is_error":false,"outcome":"success","duration_ms":7,"message_index":2,"parent_message_id":"msg_01a1f9df0dce76cfb577556490e259ef"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9df0dfa72958ce6e9fde98d2f53', 'span.model_request_start', 1795193507322, '{"seq":14,"id":"sevt_01a1f9df0dfa72958ce6e9fde98d2f53","created_at":"2026-11-20T16:51:47.322Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1f9df0dfc740890e37a257a0a59c4', 'agent.message', 1795193507324, '{"seq":15,"id":"sevt_01a1f9df0dfc740890e37a257a0a59c4","created_at":"2026-11-20T16:51:47.324Z","type":"agent.message","message_id":"msg_01a1f9df0dfa72958ce6ec5d212372ea","content":[{"type":"text","text":"done","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f9df0df870c186330ad96f1d8e5d"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1f9df0dfc740890e37f3522419f56', 'span.model_request_end', 1795193507324, '{"seq":16,"id":"sevt_01a1f9df0dfc740890e37f3522419f56","created_at":"2026-11-20T16:51:47.324Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9df0dfa72958ce6e9fde98d2f53","time_to_first_token_ms":2,"duration_ms":2,"message_id":"msg_01a1f9df0dfa72958ce6ec5d212372ea","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":17,"cache_read_input_tokens":736},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1f9df0dfd72feb3408e05998c2902', 'session.status_idle', 1795193507325, '{"seq":17,"id":"sevt_01a1f9df0dfd72feb3408e05998c2902","created_at":"2026-11-20T16:51:47.325Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/8b501832-03c9-4c90-a66f-a20a306bc550', 'f87baac3f2d7f7dcb07adbbb3df8e337264a36d4359e1d85fd58ec0660d374b5', '{"id":"sesn_01a1f9df08c47340a927f7ac9a64e16a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9df0db973e38c728d0fcfa6bbad","seq":6,"receipt":"started"}', 1795279907257);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u54cf70fdaa0f"],["a0968f5a3d13b"],["ub4d87e30337d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9df0963738984f3839d4ad193b1');
INSERT INTO "meta" VALUES ('publication', '{"seq":17,"audit":{"count":8,"hash":"2c5f7f42ca226a2a821dd57df07a85fd34d903dd4dacb5ac88746edecbc3db8f"},"tally":{"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"last_message_id":"msg_01a1f9df0dfa72958ce6ec5d212372ea","active_ms":68,"running_since":null,"timed_call_count":1,"tool_ms":7},"counts":{"messages":4,"tool_calls":1,"settled_tool_calls":1,"permission_decisions":1,"hook_executions":0,"model_calls":2,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":17,"at_ms":1795193507352}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9df08c47340a927f7ac9a64e16a","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"created_at":"2026-11-20T16:51:46.147Z","updated_at":"2026-11-20T16:51:47.325Z","started_at":"2026-11-20T16:51:47.257Z","completed_at":null,"last_seq":17,"last_message":{"message_id":"msg_01a1f9df0dfa72958ce6ec5d212372ea","message_index":3,"parent_message_id":"msg_01a1f9df0df870c186330ad96f1d8e5d"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":754,"compacted_tokens":0},"compaction":null,"active_ms":68,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[{"second":1795193507,"count":1}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
