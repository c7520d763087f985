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
INSERT INTO "events" VALUES (1, 'sevt_01a1fac03517708c9325b40de6544682', 'session.created', 1795208262935, '{"seq":1,"id":"sevt_01a1fac03517708c9325b40de6544682","created_at":"2026-11-20T20:57:42.935Z","type":"session.created","session_id":"sesn_01a1fac034dc77d291d9bb48be8a8c3d","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"retention":{},"template_id":null,"metadata":{}},"config_version":2}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1fac035ad7221966ca0281ba631bc', 'user.message', 1795208263085, '{"seq":2,"id":"sevt_01a1fac035ad7221966ca0281ba631bc","created_at":"2026-11-20T20:57:43.085Z","type":"user.message","message_id":"msg_01a1fac035a87639955ca36b705fc8e2","content":[{"type":"text","text":"[{\"thinking\":\"Hm.\",\"text\":\"Grüße, 世界 👋 ''quoted'' \\\\ back\\nline.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1fac035ad7221966ca41b985ff235', 'session.status_running', 1795208263085, '{"seq":3,"id":"sevt_01a1fac035ad7221966ca41b985ff235","created_at":"2026-11-20T20:57:43.085Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1fac035b87436899f234447268dc1', 'span.model_request_start', 1795208263097, '{"seq":4,"id":"sevt_01a1fac035b87436899f234447268dc1","created_at":"2026-11-20T20:57:43.097Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1fac035c4733eb811ec86741b73cf', 'agent.thinking', 1795208263109, '{"seq":5,"id":"sevt_01a1fac035c4733eb811ec86741b73cf","created_at":"2026-11-20T20:57:43.109Z","type":"agent.thinking","message_id":"msg_01a1fac035ba7459875f547f6fecb8fb","content":[{"type":"thinking","thinking":"Hm.","signature":"offline_7d3e123b67371be302b8814f8040db9a"}],"message_index":1,"parent_message_id":"msg_01a1fac035a87639955ca36b705fc8e2"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1fac035c4733eb811f2e30135c797', 'agent.message', 1795208263109, '{"seq":6,"id":"sevt_01a1fac035c4733eb811f2e30135c797","created_at":"2026-11-20T20:57:43.109Z","type":"agent.message","message_id":"msg_01a1fac035ba7459875f547f6fecb8fb","content":[{"type":"text","text":"Grüße, 世界 👋 ''quoted'' \\ back\nline.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1fac035a87639955ca36b705fc8e2"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1fac035c57694bdddf2a2b39b4cfd', 'span.model_request_end', 1795208263109, '{"seq":7,"id":"sevt_01a1fac035c57694bdddf2a2b39b4cfd","created_at":"2026-11-20T20:57:43.109Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac035b87436899f234447268dc1","time_to_first_token_ms":12,"duration_ms":13,"message_id":"msg_01a1fac035ba7459875f547f6fecb8fb","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":10,"cache_creation_input_tokens":733,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1fac035c6715ea97845ce106da3b7', 'session.status_idle', 1795208263110, '{"seq":8,"id":"sevt_01a1fac035c6715ea97845ce106da3b7","created_at":"2026-11-20T20:57:43.110Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1fac036847245b08d8cc6df4fb9f0', 'user.message', 1795208263300, '{"seq":9,"id":"sevt_01a1fac036847245b08d8cc6df4fb9f0","created_at":"2026-11-20T20:57:43.300Z","type":"user.message","message_id":"msg_01a1fac036847245b08d831efc4d11c7","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1fac035ba7459875f547f6fecb8fb"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (10, 'sevt_01a1fac036847245b08d91f54bf6ba01', 'session.status_running', 1795208263300, '{"seq":10,"id":"sevt_01a1fac036847245b08d91f54bf6ba01","created_at":"2026-11-20T20:57:43.300Z","type":"session.status_running","turn":2,"inputs":[9]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (11, 'sevt_01a1fac0369775599cae39b7a178800f', 'span.model_request_start', 1795208263320, '{"seq":11,"id":"sevt_01a1fac0369775599cae39b7a178800f","created_at":"2026-11-20T20:57:43.320Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1fac0369e7077bf0956f7206e44d0', 'agent.message', 1795208263326, '{"seq":12,"id":"sevt_01a1fac0369e7077bf0956f7206e44d0","created_at":"2026-11-20T20:57:43.326Z","type":"agent.message","message_id":"msg_01a1fac0369877cc91b89cb380deac3d","content":[{"type":"text","text":"two","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1fac036847245b08d831efc4d11c7"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1fac0369e7077bf095a0bd33f333e', 'span.model_request_end', 1795208263326, '{"seq":13,"id":"sevt_01a1fac0369e7077bf095a0bd33f333e","created_at":"2026-11-20T20:57:43.326Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1fac0369775599cae39b7a178800f","time_to_first_token_ms":7,"duration_ms":7,"message_id":"msg_01a1fac0369877cc91b89cb380deac3d","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":14,"cache_read_input_tokens":732},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1fac0369e7077bf095dcd459c76d7', 'session.status_idle', 1795208263326, '{"seq":14,"id":"sevt_01a1fac0369e7077bf095dcd459c76d7","created_at":"2026-11-20T20:57:43.326Z","type":"session.status_idle","turn":2,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/04945eb8-8a95-4795-84be-2eae78fcc143', 'a95a38321ba6173f16f9b2687780183b7c0ecff0784ded52b2849a9d86622642', '[9]', 1795294663301);
INSERT INTO "idempotency" VALUES ('admin/7c3eb97c-9312-4d3f-a8c4-b4a0ac2ae260', '9c09c5e5dc220012c4a5999cf20fb889544231a86dedcc58571282b92fa69bea', '{"id":"sesn_01a1fac034dc77d291d9bb48be8a8c3d","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1fac035a87639955ca36b705fc8e2","seq":2,"receipt":"started"}', 1795294663087);
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
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["uaf480ba57f4f"],["aa93af9c07e29","a378ff8246a58"],["ufd50b7fb51e5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1fac03516729cb5d1a4b8978c7598');
INSERT INTO "meta" VALUES ('publication', '{"seq":14,"audit":{"count":3,"hash":"1e3fa96147ab479e2f744e2ea2d427e7d3c639ea53acdab076cf8010937054c4"},"tally":{"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"last_message_id":"msg_01a1fac0369877cc91b89cb380deac3d","active_ms":51,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":4,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":2,"metrics":2},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":14,"at_ms":1795208263351}');
INSERT INTO "meta" VALUES ('schema_version', 3);
INSERT INTO "meta" VALUES ('state', '{"version":5,"id":"sesn_01a1fac034dc77d291d9bb48be8a8c3d","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"created_at":"2026-11-20T20:57:42.935Z","updated_at":"2026-11-20T20:57:43.326Z","started_at":"2026-11-20T20:57:43.085Z","completed_at":null,"last_seq":14,"adopted_seq":0,"parent_session_id":null,"inherited_cost_usd":null,"archive_id":null,"path":[{"from_seq":1,"to_seq":null}],"undoable_seq":null,"last_message":{"message_id":"msg_01a1fac0369877cc91b89cb380deac3d","message_index":3,"parent_message_id":"msg_01a1fac036847245b08d831efc4d11c7"},"turn_count":2,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":747,"compacted_tokens":0},"compaction":null,"active_ms":51,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
