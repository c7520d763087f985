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
INSERT INTO "entries" VALUES ('/workspace', 'one.txt', 'file', '2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806', NULL, 4, 420, 1795192221910);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9cb6fca7730813faa7266c8c400', 'session.created', 1795192221642, '{"seq":1,"id":"sevt_01a1f9cb6fca7730813faa7266c8c400","created_at":"2026-11-20T16:30:21.642Z","type":"session.created","session_id":"sesn_01a1f9cb6f727497ae56d01774914a24","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9cb7066743694c914d1aef72785', 'user.message', 1795192221798, '{"seq":2,"id":"sevt_01a1f9cb7066743694c914d1aef72785","created_at":"2026-11-20T16:30:21.798Z","type":"user.message","message_id":"msg_01a1f9cb7066743694c909fd6a70569d","content":[{"type":"text","text":"[{\"text\":\"Both.\",\"tools\":[{\"name\":\"Bash\",\"input\":{\"command\":\"echo one > one.txt\"}},{\"name\":\"Bash\",\"input\":{\"command\":\"sleep 3; echo two > two.txt\"}}]},{\"text\":\"Yes.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9cb7066743694c91890c4781188', 'session.status_running', 1795192221798, '{"seq":3,"id":"sevt_01a1f9cb7066743694c91890c4781188","created_at":"2026-11-20T16:30:21.798Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9cb709a7681abf44179f70dde37', 'span.model_request_start', 1795192221850, '{"seq":4,"id":"sevt_01a1f9cb709a7681abf44179f70dde37","created_at":"2026-11-20T16:30:21.850Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9cb70a6759bac99162d83a4f27e', 'agent.message', 1795192221863, '{"seq":5,"id":"sevt_01a1f9cb70a6759bac99162d83a4f27e","created_at":"2026-11-20T16:30:21.863Z","type":"agent.message","message_id":"msg_01a1f9cb709a7681abf44671a631fe02","content":[{"type":"text","text":"Both.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f9cb7066743694c909fd6a70569d"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9cb70a773e4963b669e6b075dfc', 'agent.tool_use', 1795192221863, '{"seq":6,"id":"sevt_01a1f9cb70a773e4963b669e6b075dfc","created_at":"2026-11-20T16:30:21.863Z","type":"agent.tool_use","message_id":"msg_01a1f9cb709a7681abf44671a631fe02","name":"Bash","input":{"command":"echo one > one.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_1","name":"Bash","input":{"command":"echo one > one.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9cb7066743694c909fd6a70569d"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9cb70a773e4963b69a4653b445e', 'agent.tool_use', 1795192221863, '{"seq":7,"id":"sevt_01a1f9cb70a773e4963b69a4653b445e","created_at":"2026-11-20T16:30:21.863Z","type":"agent.tool_use","message_id":"msg_01a1f9cb709a7681abf44671a631fe02","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"block":{"type":"tool_use","id":"toolu_offline_6ed71242e8da3de1_2","name":"Bash","input":{"command":"sleep 3; echo two > two.txt"},"caller":{"type":"direct"}},"message_index":1,"parent_message_id":"msg_01a1f9cb7066743694c909fd6a70569d"}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9cb70a773e4963b6f88bc457775', 'span.model_request_end', 1795192221863, '{"seq":8,"id":"sevt_01a1f9cb70a773e4963b6f88bc457775","created_at":"2026-11-20T16:30:21.863Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9cb709a7681abf44179f70dde37","time_to_first_token_ms":12,"duration_ms":13,"message_id":"msg_01a1f9cb709a7681abf44671a631fe02","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":22,"cache_creation_input_tokens":758,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"tool_use","stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9cb70ad703fa44b6c77422ec66c', 'permission.decided', 1795192221869, '{"seq":9,"id":"sevt_01a1f9cb70ad703fa44b6c77422ec66c","created_at":"2026-11-20T16:30:21.869Z","type":"permission.decided","permission_id":"perm_01a1f9cb70ad703fa44b6ad728fa1488","tool_use_id":"sevt_01a1f9cb70a773e4963b669e6b075dfc","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (10, 'sevt_01a1f9cb70ad703fa44b72dd6b942226', 'tool.started', 1795192221869, '{"seq":10,"id":"sevt_01a1f9cb70ad703fa44b72dd6b942226","created_at":"2026-11-20T16:30:21.869Z","type":"tool.started","tool_use_id":"sevt_01a1f9cb70a773e4963b669e6b075dfc","attempt":1}', NULL);
INSERT INTO "events" VALUES (11, 'sevt_01a1f9cb70d6705d990bc38c9cb7740f', 'file.written', 1795192221910, '{"seq":11,"id":"sevt_01a1f9cb70d6705d990bc38c9cb7740f","created_at":"2026-11-20T16:30:21.910Z","type":"file.written","path":"/workspace/one.txt","hash":"2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806","size_bytes":4,"tool_use_id":"sevt_01a1f9cb70a773e4963b669e6b075dfc"}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9cb70d6705d990bc553e7aac807', 'agent.tool_result', 1795192221910, '{"seq":12,"id":"sevt_01a1f9cb70d6705d990bc553e7aac807","created_at":"2026-11-20T16:30:21.910Z","type":"agent.tool_result","message_id":"msg_01a1f9cb70d6705d990bbebc8f1cc824","tool_use_id":"sevt_01a1f9cb70a773e4963b669e6b075dfc","content":[{"type":"text","text":"(Bash completed with no output)"}],"is_error":false,"outcome":"success","duration_ms":41,"message_index":2,"parent_message_id":"msg_01a1f9cb709a7681abf44671a631fe02"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9cb70d8734db0e3c8a7bceb4694', 'permission.decided', 1795192221912, '{"seq":13,"id":"sevt_01a1f9cb70d8734db0e3c8a7bceb4694","created_at":"2026-11-20T16:30:21.912Z","type":"permission.decided","permission_id":"perm_01a1f9cb70d8734db0e3c4697b67b92c","tool_use_id":"sevt_01a1f9cb70a773e4963b69a4653b445e","tool_name":"Bash","decided_by":"rule","reason":"allowed_tools has Bash","rule":"Bash","decision":"allow"}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9cb70d8734db0e3cc215462cc7f', 'tool.started', 1795192221912, '{"seq":14,"id":"sevt_01a1f9cb70d8734db0e3cc215462cc7f","created_at":"2026-11-20T16:30:21.912Z","type":"tool.started","tool_use_id":"sevt_01a1f9cb70a773e4963b69a4653b445e","attempt":1}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/ba610192-4317-45eb-875a-a4e8062b4b63', '1632c3b47fe2910807ba4d1f83f6dff5a298ebe891be181598280a8c14c1367c', '{"id":"sesn_01a1f9cb6f727497ae56d01774914a24","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9cb7066743694c909fd6a70569d","seq":2,"receipt":"started"}', 1795278621798);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "memory" VALUES ('directory', '"/workspace"');
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u30b6cf172c6e"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9cb6fca7730813fa769e5e1522a');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"c1857e4c725b03daf32d27a30d6f910d93ec39c6a2288146d09309790f2cf2f8"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":0,"turn_end_count":0},"at_ms":1795192221722}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9cb6f727497ae56d01774914a24","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":3,"tool_call_count":2,"hook_execution_count":0,"permission_check_count":2,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":22,"total_cache_creation_tokens":758,"total_cache_read_tokens":0},"created_at":"2026-11-20T16:30:21.642Z","updated_at":"2026-11-20T16:30:21.912Z","started_at":"2026-11-20T16:30:21.798Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f9cb70d6705d990bbebc8f1cc824","message_index":2,"parent_message_id":"msg_01a1f9cb709a7681abf44671a631fe02"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T16:30:21.798Z","inputs":[2],"steps":1,"failures":0,"recoveries":0,"request":null,"retry_at":null,"in_line":false,"calls":[{"id":"sevt_01a1f9cb70a773e4963b69a4653b445e","seq":7,"name":"Bash","status":"running","attempts":1,"deadline":null,"requested_seq":null,"granted_seq":13}],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[],"context":{"from_seq":0,"tokens":788,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[{"id":"sevt_01a1f9cb70a773e4963b669e6b075dfc","seq":6,"result_seq":12,"granted_seq":9,"name":"Bash","is_error":false}],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null}}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
