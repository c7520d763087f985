CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9cb6fca7730813fa1078020145f', 'session.created', 1795192221642, '{"seq":1,"id":"sevt_01a1f9cb6fca7730813fa1078020145f","created_at":"2026-11-20T16:30:21.642Z","type":"session.created","session_id":"sesn_01a1f9cb6f71721293c15a9076f09942","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9cb7066743694c92ac2b5de4dd9', 'user.message', 1795192221798, '{"seq":2,"id":"sevt_01a1f9cb7066743694c92ac2b5de4dd9","created_at":"2026-11-20T16:30:21.798Z","type":"user.message","message_id":"msg_01a1f9cb7066743694c91e287e9870b3","content":[{"type":"text","text":"[{\"text\":\"said\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9cb7066743694c92da222149701', 'session.status_running', 1795192221798, '{"seq":3,"id":"sevt_01a1f9cb7066743694c92da222149701","created_at":"2026-11-20T16:30:21.798Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9cb709b70da94b79d2742810ff3', 'span.model_request_start', 1795192221851, '{"seq":4,"id":"sevt_01a1f9cb709b70da94b79d2742810ff3","created_at":"2026-11-20T16:30:21.851Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9cb70f575f1acd54b36dd08d327', 'user.message', 1795192221941, '{"seq":5,"id":"sevt_01a1f9cb70f575f1acd54b36dd08d327","created_at":"2026-11-20T16:30:21.941Z","type":"user.message","message_id":"msg_01a1f9cb70f575f1acd5412a9f042f37","content":[{"type":"text","text":"[{\"text\":\"then this\"}]"}],"on_busy":"queue","message_index":1,"parent_message_id":"msg_01a1f9cb7066743694c91e287e9870b3"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/10801571-aa50-49e3-af91-409f0fd01201', '3fcecadfc32686a5e286c2a2b26a488f3be5562382f1cbfc8d504291579e1509', '{"id":"sesn_01a1f9cb6f71721293c15a9076f09942","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9cb70f575f1acd5412a9f042f37","seq":5,"receipt":"queued"}', 1795278621941);
INSERT INTO "idempotency" VALUES ('admin/8d474bd1-d6d8-40d7-b897-97606767d1b1', 'eaf2817f9bec1565d2986ba2d54c0dd4d7b0cc9d8a143abf73d38bedea2a63e6', '{"id":"sesn_01a1f9cb6f71721293c15a9076f09942","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9cb7066743694c91e287e9870b3","seq":2,"receipt":"started"}', 1795278621798);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ued9872a5a18a"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9cb6fc971a4abbf127da23df135');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"1e5cd68ffe0815dbae6db41a7acdeaf82ddcf242e3832d1486562115b89f62e0"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":0,"turn_end_count":0},"at_ms":1795192221722}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9cb6f71721293c15a9076f09942","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T16:30:21.642Z","updated_at":"2026-11-20T16:30:21.941Z","started_at":"2026-11-20T16:30:21.798Z","completed_at":null,"last_seq":5,"last_message":{"message_id":"msg_01a1f9cb70f575f1acd5412a9f042f37","message_index":1,"parent_message_id":"msg_01a1f9cb7066743694c91e287e9870b3"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T16:30:21.798Z","inputs":[2],"steps":0,"failures":0,"recoveries":0,"request":{"id":"sevt_01a1f9cb709b70da94b79d2742810ff3","model":"offline-script","at":"2026-11-20T16:30:21.851Z","purpose":"turn"},"retry_at":null,"in_line":false,"calls":[],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[{"seq":5,"on_busy":"queue"}],"context":{"from_seq":0,"tokens":17,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null}}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
