CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
INSERT INTO "blobs" VALUES ('2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', 4, x'6f6e650a');
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
INSERT INTO "entries" VALUES ('/workspace', 'one.txt', 'file', '2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', NULL, 4, 420, 1795196602158);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1fa0e46d4779aa7a34d2c9fac697d', 'session.created', 1795196602068, '{"seq":1,"id":"sevt_01a1fa0e46d4779aa7a34d2c9fac697d","created_at":"2026-11-20T17:43:22.068Z","type":"session.created","session_id":"sesn_01a1fa0e46be7085a118f8b664cee94a","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}},"config_version":1}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fa0e470e779c824f57d893823550', 'user.message', 1795196602126, '{"seq":2,"id":"sevt_01a1fa0e470e779c824f57d893823550","created_at":"2026-11-20T17:43:22.126Z","type":"user.message","message_id":"msg_01a1fa0e470e779c824f4a7aad97de8c","content":[{"type":"text","text":"[{\"text\":\"Both.\",\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"echo one > one.txt\"}},{\"name\":\"Bash\",\"input\":{\"command\":\"sleep 3; echo two > two.txt\"}}]},{\"text\":\"Yes.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fa0e470e779c824f5bfb32062de9', 'session.status_running', 1795196602126, '{"seq":3,"id":"sevt_01a1fa0e470e779c824f5bfb32062de9","created_at":"2026-11-20T17:43:22.126Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fa0e471872e4b2e16794b22e89e6', 'span.model_request_start', 1795196602138, '{"seq":4,"id":"sevt_01a1fa0e471872e4b2e16794b22e89e6","created_at":"2026-11-20T17:43:22.138Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fa0e47217690acd8ac1eabbacd26', 'agent.message', 1795196602146, '{"seq":5,"id":"sevt_01a1fa0e47217690acd8ac1eabbacd26","created_at":"2026-11-20T17:43:22.146Z","type":"agent.message","message_id":"msg_01a1fa0e471b70f59a95541a2aba9d96","content":[{"type":"text","text":"Both.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1fa0e470e779c824f4a7aad97de8c"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fa0e47217690acd8b16877bf9dd0', 'agent.tool_use', 1795196602146, '{"seq":6,"id":"sevt_01a1fa0e47217690acd8b16877bf9dd0","created_at":"2026-11-20T17:43:22.146Z","type":"agent.tool_use","message_id":"msg_01a1fa0e471b70f59a95541a2aba9d96","name":"Bash","input":{"command":"echo one > one.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_1","name":"Bash","input":{"command":"echo one > one.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1fa0e470e779c824f4a7aad97de8c"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fa0e47217690acd8b55951a04fb9', 'agent.tool_use', 1795196602146, '{"seq":7,"id":"sevt_01a1fa0e47217690acd8b55951a04fb9","created_at":"2026-11-20T17:43:22.146Z","type":"agent.tool_use","message_id":"msg_01a1fa0e471b70f59a95541a2aba9d96","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_2","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1fa0e470e779c824f4a7aad97de8c"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1fa0e472273c8ab6e89d3358865c4', 'span.model_request_end', 1795196602146, '{"seq":8,"id":"sevt_01a1fa0e472273c8ab6e89d3358865c4","created_at":"2026-11-20T17:43:22.146Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fa0e471872e4b2e16794b22e89e6","time_to_first_token_ms":8,"duration_ms":8,"message_id":"msg_01a1fa0e471b70f59a95541a2aba9d96","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":22,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1fa0e472373e1b112a96d40c2c6ac', 'permission.decided', 1795196602147, '{"seq":9,"id":"sevt_01a1fa0e472373e1b112a96d40c2c6ac","created_at":"2026-11-20T17:43:22.147Z","type":"permission.decided","permission_id":"perm_01a1fa0e472373e1b112a64d2cc7d58c","tool_use_id":"sevt_01a1fa0e47217690acd8b16877bf9dd0","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1fa0e472373e1b112ad719f1f88fe', 'tool.started', 1795196602147, '{"seq":10,"id":"sevt_01a1fa0e472373e1b112ad719f1f88fe","created_at":"2026-11-20T17:43:22.147Z","type":"tool.started","tool_use_id":"sevt_01a1fa0e47217690acd8b16877bf9dd0","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1fa0e472e73c49d206e0ee0b6d1fa', 'file.written', 1795196602158, '{"seq":11,"id":"sevt_01a1fa0e472e73c49d206e0ee0b6d1fa","created_at":"2026-11-20T17:43:22.158Z","type":"file.written","path":"/workspace/one.txt","hash":"2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806","size_bytes":4,"tool_use_id":"sevt_01a1fa0e47217690acd8b16877bf9dd0"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1fa0e472e73c49d20737309f86981', 'agent.tool_result', 1795196602158, '{"seq":12,"id":"sevt_01a1fa0e472e73c49d20737309f86981","created_at":"2026-11-20T17:43:22.158Z","type":"agent.tool_result","message_id":"msg_01a1fa0e472e73c49d206b76b4d19b69","tool_use_id":"sevt_01a1fa0e47217690acd8b16877bf9dd0","content":[{"type":"text","text":"(Bash completed with no output)"}],"is_error":false,"outcome":"success","duration_ms":11,"message_index":2,"parent_message_id":"msg_01a1fa0e471b70f59a95541a2aba9d96"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1fa0e472f717fa0cfdec1c4916b91', 'permission.decided', 1795196602159, '{"seq":13,"id":"sevt_01a1fa0e472f717fa0cfdec1c4916b91","created_at":"2026-11-20T17:43:22.159Z","type":"permission.decided","permission_id":"perm_01a1fa0e472f717fa0cfda07af3b94e9","tool_use_id":"sevt_01a1fa0e47217690acd8b55951a04fb9","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1fa0e472f717fa0cfe2ab903faa3f', 'tool.started', 1795196602159, '{"seq":14,"id":"sevt_01a1fa0e472f717fa0cfe2ab903faa3f","created_at":"2026-11-20T17:43:22.159Z","type":"tool.started","tool_use_id":"sevt_01a1fa0e47217690acd8b55951a04fb9","attempt":1}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/2514888b-edbc-452c-8d39-6abff871bdd6', '74bac191aa2259446cb54ba1e5de5ff8273027af5e3bb7540421949c50fd9ebf', '{"id":"sesn_01a1fa0e46be7085a118f8b664cee94a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fa0e470e779c824f4a7aad97de8c","seq":2,"receipt":"started"}', 1795283002126);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('controls', '{"version":0,"policies":{"policies":[],"restricted_paths":[],"blocked_commands":[],"tool_allowlist":null},"hooks":[]}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u30b6cf172c6e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fa0e46d4779aa7a34933830ebc0a');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"ac83e7b738a14c1df31d3a6222153a047c9d7a54c8a761e763a711aacb1942bd"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":0,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":0,"metrics":0},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":1,"at_ms":1795196602101}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1fa0e46be7085a118f8b664cee94a","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":3,"tool_call_count":2,"hook_execution_count":0,"permission_check_count":2,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":22,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:43:22.068Z","updated_at":"2026-11-20T17:43:22.159Z","started_at":"2026-11-20T17:43:22.126Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1fa0e472e73c49d206b76b4d19b69","message_index":2,"parent_message_id":"msg_01a1fa0e471b70f59a95541a2aba9d96"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T17:43:22.126Z","inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1fa0e47217690acd8b55951a04fb9","seq":7,"name":"Bash","status":"running","attempts":1,"deadline":null,"requested_seq":null,"granted_seq":13}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null,"ended_before":null},"inputs":[],"context":{"from_seq":0,"tokens":788,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[{"id":"sevt_01a1fa0e47217690acd8b16877bf9dd0","seq":6,"result_seq":12,"granted_seq":9,"name":"Bash","is_error":false}],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[{"second":1795196602,"count":2}]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
