CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    , encoding TEXT);
INSERT INTO "blobs" VALUES ('adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', 5, x'0001fffe27', NULL);
INSERT INTO "blobs" VALUES ('502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', 10, x'23204772c3b6c39f650a', NULL);
INSERT INTO "blobs" VALUES ('283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247', 4, x'676f6e65', NULL);
CREATE TABLE entries (
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL, from_seq INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (parent, name)
    ) WITHOUT ROWID;
INSERT INTO "entries" VALUES ('/workspace', 'bytes.bin', 'file', 'adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c', NULL, 5, 420, 1795208263136, 2);
INSERT INTO "entries" VALUES ('/workspace', 'link', 'symlink', NULL, 'notes/größe.md', 0, 511, 1795208263459, 13);
INSERT INTO "entries" VALUES ('/workspace', 'notes', 'directory', NULL, NULL, 0, 493, 1795208263303, 3);
INSERT INTO "entries" VALUES ('/workspace/notes', 'größe.md', 'file', '502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b', NULL, 10, 420, 1795208263303, 3);
CREATE TABLE entries_past (
      until_seq INTEGER NOT NULL,
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, parent, name)
    ) WITHOUT ROWID;
INSERT INTO "entries_past" VALUES (5, '/workspace', 'gone.txt', 'file', '283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247', NULL, 4, 420, 1795208263371, 4);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac03565779a8d5fd6cef4ecc95c', 'session.created', 1795208263013, '{"seq":1,"id":"sevt_01a1fac03565779a8d5fd6cef4ecc95c","created_at":"2026-11-20T20:57:43.013Z","type":"session.created","session_id":"sesn_01a1fac03543708cbd658569a83bc10d","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac035e1756fb56525d9a0280382', 'file.written', 1795208263137, '{"seq":2,"id":"sevt_01a1fac035e1756fb56525d9a0280382","created_at":"2026-11-20T20:57:43.137Z","type":"file.written","path":"/workspace/bytes.bin","hash":"adc1899862e02b1098b6ea36aa1fdc48bf07a9192c3da2f1bf01d36b829dd02c","size_bytes":5,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac03687705882a7c18c45be999a', 'file.written', 1795208263303, '{"seq":3,"id":"sevt_01a1fac03687705882a7c18c45be999a","created_at":"2026-11-20T20:57:43.303Z","type":"file.written","path":"/workspace/notes/größe.md","hash":"502ab1b696c679977359f38e3a62b3f8b12405d8ef2d2620a043b3c7b1c70d5b","size_bytes":10,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac036cc756b8dc61eae04dd4a8f', 'file.written', 1795208263372, '{"seq":4,"id":"sevt_01a1fac036cc756b8dc61eae04dd4a8f","created_at":"2026-11-20T20:57:43.372Z","type":"file.written","path":"/workspace/gone.txt","hash":"283bb9deef02e6843abfb538efa1eca70801bd8a701c3f98191e123496339247","size_bytes":4,"tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (5, 'sevt_01a1fac036f072e2bd97edf8ace43e18', 'file.deleted', 1795208263408, '{"seq":5,"id":"sevt_01a1fac036f072e2bd97edf8ace43e18","created_at":"2026-11-20T20:57:43.408Z","type":"file.deleted","path":"/workspace/gone.txt","tool_use_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (6, 'sevt_01a1fac0370c74dfbba6017172a31eaf', 'user.message', 1795208263436, '{"seq":6,"id":"sevt_01a1fac0370c74dfbba6017172a31eaf","created_at":"2026-11-20T20:57:43.436Z","type":"user.message","message_id":"msg_01a1fac0370c74dfbba5f72efc4f8f35","content":[{"type":"text","text":"[{\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"ln -s notes/größe.md link; ls\"}}]}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (7, 'sevt_01a1fac0370c74dfbba606bf7e9ade47', 'session.status_running', 1795208263436, '{"seq":7,"id":"sevt_01a1fac0370c74dfbba606bf7e9ade47","created_at":"2026-11-20T20:57:43.436Z","type":"session.status_running","turn":1,"inputs":[6]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (8, 'sevt_01a1fac0371171f6ab7518a88e3257fe', 'span.model_request_start', 1795208263441, '{"seq":8,"id":"sevt_01a1fac0371171f6ab7518a88e3257fe","created_at":"2026-11-20T20:57:43.441Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1fac037177106bd4fbcabf1534a06', 'agent.tool_use', 1795208263447, '{"seq":9,"id":"sevt_01a1fac037177106bd4fbcabf1534a06","created_at":"2026-11-20T20:57:43.447Z","type":"agent.tool_use","message_id":"msg_01a1fac0371171f6ab751ec6130b7deb","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"block":{"type":"tool_use","id":"toolu_offline_1b60352e70a24bfd_0","name":"Bash","input":{"command":"ln -s notes/größe.md link; ls"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1fac0370c74dfbba5f72efc4f8f35"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1fac037177106bd4fc3f9d3c414f0', 'span.model_request_end', 1795208263447, '{"seq":10,"id":"sevt_01a1fac037177106bd4fc3f9d3c414f0","created_at":"2026-11-20T20:57:43.447Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac0371171f6ab7518a88e3257fe","time_to_first_token_ms":null,"duration_ms":6,"message_id":"msg_01a1fac0371171f6ab751ec6130b7deb","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":12,"cache_creation_input_tokens":737,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1fac0371875809f5057159f1937fe', 'permission.decided', 1795208263448, '{"seq":11,"id":"sevt_01a1fac0371875809f5057159f1937fe","created_at":"2026-11-20T20:57:43.448Z","type":"permission.decided","permission_id":"perm_01a1fac0371875809f5053c0c637d40e","tool_use_id":"sevt_01a1fac037177106bd4fbcabf1534a06","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1fac0371875809f505976845c10df', 'tool.started', 1795208263448, '{"seq":12,"id":"sevt_01a1fac0371875809f505976845c10df","created_at":"2026-11-20T20:57:43.448Z","type":"tool.started","tool_use_id":"sevt_01a1fac037177106bd4fbcabf1534a06","attempt":1}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1fac0372570079cc9b7cf8d7804cb', 'agent.tool_result', 1795208263461, '{"seq":13,"id":"sevt_01a1fac0372570079cc9b7cf8d7804cb","created_at":"2026-11-20T20:57:43.461Z","type":"agent.tool_result","message_id":"msg_01a1fac0372570079cc9b3c7059028a7","tool_use_id":"sevt_01a1fac037177106bd4fbcabf1534a06","content":[{"type":"text","text":"bytes.bin\nlink\nnotes"}],"is_error":false,"outcome":"success","duration_ms":12,"message_index":2,"parent_message_id":"msg_01a1fac0371171f6ab751ec6130b7deb"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1fac0372773449f93e74620a9c478', 'span.model_request_start', 1795208263463, '{"seq":14,"id":"sevt_01a1fac0372773449f93e74620a9c478","created_at":"2026-11-20T20:57:43.463Z","type":"span.model_request_start","model":"offline-script","step":2,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (15, 'sevt_01a1fac0372872b58754b9caaf345d84', 'agent.message', 1795208263464, '{"seq":15,"id":"sevt_01a1fac0372872b58754b9caaf345d84","created_at":"2026-11-20T20:57:43.464Z","type":"agent.message","message_id":"msg_01a1fac0372773449f93ebdada41c431","content":[{"type":"text","text":"done","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1fac0372570079cc9b3c7059028a7"}', NULL);
INSERT INTO "events" VALUES (16, 'sevt_01a1fac0372872b58754bf6d0d128144', 'span.model_request_end', 1795208263464, '{"seq":16,"id":"sevt_01a1fac0372872b58754bf6d0d128144","created_at":"2026-11-20T20:57:43.464Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac0372773449f93e74620a9c478","time_to_first_token_ms":1,"duration_ms":1,"message_id":"msg_01a1fac0372773449f93ebdada41c431","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":17,"cache_read_input_tokens":736},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (17, 'sevt_01a1fac03729731ba351521907b640e4', 'session.status_idle', 1795208263465, '{"seq":17,"id":"sevt_01a1fac03729731ba351521907b640e4","created_at":"2026-11-20T20:57:43.465Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/72af0f7b-bb81-4742-b88e-19c7bb140bbd', 'a3e84757aaa4f2b96f9e314a20a3816c41915a4e5b01e84521c5b8c65b472f30', '{"id":"sesn_01a1fac03543708cbd658569a83bc10d","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac0370c74dfbba5f72efc4f8f35","seq":6,"receipt":"started"}', 1795294663436);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    , from_seq INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"', 13);
CREATE TABLE memory_past (
      until_seq INTEGER NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      from_seq INTEGER NOT NULL,
      PRIMARY KEY (until_seq, key)
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u54cf70fdaa0f"],["a0968f5a3d13b"],["ub4d87e30337d"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac0356474239a38ae9dbbe3113a');
INSERT INTO "meta" VALUES ('publication', '{"seq":17,"audit":{"count":8,"hash":"b2f0e0d17637c3ca8285024c8c90b53bed3a1e67c3e276d156de627089bb20e2"},"tally":{"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"last_message_id":"msg_01a1fac0372773449f93ebdada41c431","active_ms":29,"running_since":null,"timed_call_count":1,"tool_ms":12},"counts":{"messages":4,"tool_calls":1,"settled_tool_calls":1,"permission_decisions":1,"hook_executions":0,"model_calls":2,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":17,"at_ms":1795208263468}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac03543708cbd658569a83bc10d","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":1,"hook_execution_count":0,"permission_check_count":1,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":13,"total_cache_creation_tokens":754,"total_cache_read_tokens":736},"created_at":"2026-11-20T20:57:43.013Z","updated_at":"2026-11-20T20:57:43.465Z","started_at":"2026-11-20T20:57:43.436Z","completed_at":null,"last_seq":17,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac0372773449f93ebdada41c431","message_index":3,"parent_message_id":"msg_01a1fac0372570079cc9b3c7059028a7"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":754,"compacted_tokens":0},"compaction":null,"active_ms":29,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[{"second":1795208263,"count":1}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
