CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    , encoding TEXT);
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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac035627685a94b1565c50c4191', 'session.created', 1795208263010, '{"seq":1,"id":"sevt_01a1fac035627685a94b1565c50c4191","created_at":"2026-11-20T20:57:43.010Z","type":"session.created","session_id":"sesn_01a1fac0354174d6a406ab1088b8070e","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac0365271168d3a379394f961cd', 'user.message', 1795208263250, x'e5fa8b7300057f7bedd4cd6adb401406d077b96bc5e8c796623d46e8aa71108a34318158492cb92418bf7b71684b37dd757956f3c10cf3c170e79c634eefd196593c8fd1c69c7e2c5d5ef4c5533fe455bd299ba2a86fc7aaaf9a6db55d3f6deb6218238be198fa258d5dbf441b655ed637457153e6dfcabcdd34edba5a959bfc7b64b17cbea568e334a7e3ea90e6b9dfa7c8e257eabe2a0ff3feefc6a2a9fae2311f87b12986a1a8fabacaab6be3ebb4a46989f6fefcfbd6257d2cd78eebd2c6fd79f71577d1eee22ef5e36a179787b864ff389f1765b5ded4cded56f206e6c05fe001094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084242421094948421292908424242109494842129290842424210949484212929084ff5bc2b83c64f13a758fa7f933da783fa5538a2c0e699efb7dea9ea7317d449b67f1d61fd3b4747f36c668a7d3cbcbe527', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac0365271168d3a39243dadfe13', 'session.status_running', 1795208263250, '{"seq":3,"id":"sevt_01a1fac0365271168d3a39243dadfe13","created_at":"2026-11-20T20:57:43.250Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac036567524874f668571f0d7bc', 'span.model_request_start', 1795208263256, '{"seq":4,"id":"sevt_01a1fac036567524874f668571f0d7bc","created_at":"2026-11-20T20:57:43.256Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fac0365c7532987634b4625ad7af', 'agent.message', 1795208263261, '{"seq":5,"id":"sevt_01a1fac0365c7532987634b4625ad7af","created_at":"2026-11-20T20:57:43.261Z","type":"agent.message","message_id":"msg_01a1fac036587028867f4a36415a36a6","content":[{"type":"text","text":"Read.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1fac0365173a1b0dcd71cc13a6303"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fac0365d735b8075b0c6eefd76fc', 'span.model_request_end', 1795208263261, '{"seq":6,"id":"sevt_01a1fac0365d735b8075b0c6eefd76fc","created_at":"2026-11-20T20:57:43.261Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac036567524874f668571f0d7bc","time_to_first_token_ms":7,"duration_ms":7,"message_id":"msg_01a1fac036587028867f4a36415a36a6","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":90721,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fac0365d735b8075b411b2b7fb93', 'session.status_idle', 1795208263261, '{"seq":7,"id":"sevt_01a1fac0365d735b8075b411b2b7fb93","created_at":"2026-11-20T20:57:43.261Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/00075d9a-982c-4126-a85a-ea690d9b0acb', '0a8ad5044acc74be0a3b5a1c291e4d8a8be4d8afc8675c7e7b8c62ea90a1e000', '{"id":"sesn_01a1fac0354174d6a406ab1088b8070e","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac0365173a1b0dcd71cc13a6303","seq":2,"receipt":"started"}', 1795294663251);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    , from_seq INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
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
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["u87813ee09362","u3f583f4f4889"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac035627685a94b12667d3c0012');
INSERT INTO "meta" VALUES ('publication', '{"seq":7,"audit":{"count":2,"hash":"31bdd0e4cea61d7fa64a2e1a6d981b3ab41f49e68ecd575411d057d270da1011"},"tally":{"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":90721,"total_cache_read_tokens":0},"last_message_id":"msg_01a1fac036587028867f4a36415a36a6","active_ms":11,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":2,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":1},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":7,"at_ms":1795208263269}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac0354174d6a406ab1088b8070e","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":90721,"total_cache_read_tokens":0},"created_at":"2026-11-20T20:57:43.010Z","updated_at":"2026-11-20T20:57:43.261Z","started_at":"2026-11-20T20:57:43.250Z","completed_at":null,"last_seq":7,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac036587028867f4a36415a36a6","message_index":1,"parent_message_id":"msg_01a1fac0365173a1b0dcd71cc13a6303"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":90723,"compacted_tokens":0},"compaction":null,"active_ms":11,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
