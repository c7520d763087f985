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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9df0843761085945936c38e8124', 'session.created', 1795193505859, '{"seq":1,"id":"sevt_01a1f9df0843761085945936c38e8124","created_at":"2026-11-20T16:51:45.859Z","type":"session.created","session_id":"sesn_01a1f9df07ea70ee8902d2c1bec7fbbb","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9df0a0c7694a9f8cf13b567449e', 'user.message', 1795193506316, '{"seq":2,"id":"sevt_01a1f9df0a0c7694a9f8cf13b567449e","created_at":"2026-11-20T16:51:46.316Z","type":"user.message","message_id":"msg_01a1f9df0a06723cb08c6577367a72dc","content":[{"type":"text","text":"[{\"thinking\":\"Hm.\",\"text\":\"Grüße, 世界 👋 ''quoted'' \\\\ back\\nline.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9df0a0c7694a9f8d0b341de0b27', 'session.status_running', 1795193506316, '{"seq":3,"id":"sevt_01a1f9df0a0c7694a9f8d0b341de0b27","created_at":"2026-11-20T16:51:46.316Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9df0a1f73f09668b467185cbbde', 'span.model_request_start', 1795193506341, '{"seq":4,"id":"sevt_01a1f9df0a1f73f09668b467185cbbde","created_at":"2026-11-20T16:51:46.341Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9df0a57765993e3f3efb0aa1b89', 'agent.thinking', 1795193506392, '{"seq":5,"id":"sevt_01a1f9df0a57765993e3f3efb0aa1b89","created_at":"2026-11-20T16:51:46.392Z","type":"agent.thinking","message_id":"msg_01a1f9df0a2576a0b0ca9366a1706512","content":[{"type":"thinking","thinking":"Hm.","signature":"offline_7d3e123b67371be302b8814f8040db9a"}],"message_index":1,"parent_message_id":"msg_01a1f9df0a06723cb08c6577367a72dc"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9df0a5872c9a4458f550275b7db', 'agent.message', 1795193506392, '{"seq":6,"id":"sevt_01a1f9df0a5872c9a4458f550275b7db","created_at":"2026-11-20T16:51:46.392Z","type":"agent.message","message_id":"msg_01a1f9df0a2576a0b0ca9366a1706512","content":[{"type":"text","text":"Grüße, 世界 👋 ''quoted'' \\ back\nline.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f9df0a06723cb08c6577367a72dc"}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9df0a5872c9a44591d9fc76ea9c', 'span.model_request_end', 1795193506392, '{"seq":7,"id":"sevt_01a1f9df0a5872c9a44591d9fc76ea9c","created_at":"2026-11-20T16:51:46.392Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9df0a1f73f09668b467185cbbde","time_to_first_token_ms":56,"duration_ms":57,"message_id":"msg_01a1f9df0a2576a0b0ca9366a1706512","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":10,"cache_creation_input_tokens":733,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9df0a5d72b789c10cafbd5b96a3', 'session.status_idle', 1795193506397, '{"seq":8,"id":"sevt_01a1f9df0a5d72b789c10cafbd5b96a3","created_at":"2026-11-20T16:51:46.397Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (9, 'sevt_01a1f9df0c65755898eef0edb1b09423', 'user.message', 1795193506917, '{"seq":9,"id":"sevt_01a1f9df0c65755898eef0edb1b09423","created_at":"2026-11-20T16:51:46.917Z","type":"user.message","message_id":"msg_01a1f9df0c65755898eee7c3d63ed698","content":[{"type":"text","text":"[{\"text\":\"two\"}]"}],"on_busy":"queue","message_index":2,"parent_message_id":"msg_01a1f9df0a2576a0b0ca9366a1706512"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (10, 'sevt_01a1f9df0c65755898eef7e51ee52bb2', 'session.status_running', 1795193506917, '{"seq":10,"id":"sevt_01a1f9df0c65755898eef7e51ee52bb2","created_at":"2026-11-20T16:51:46.917Z","type":"session.status_running","turn":2,"inputs":[9]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (11, 'sevt_01a1f9df0c9f773dbe1c0675aba2bd09', 'span.model_request_start', 1795193506975, '{"seq":11,"id":"sevt_01a1f9df0c9f773dbe1c0675aba2bd09","created_at":"2026-11-20T16:51:46.975Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (12, 'sevt_01a1f9df0cb172e195ae03a42b364384', 'agent.message', 1795193506994, '{"seq":12,"id":"sevt_01a1f9df0cb172e195ae03a42b364384","created_at":"2026-11-20T16:51:46.994Z","type":"agent.message","message_id":"msg_01a1f9df0c9f773dbe1c0bc0941911cb","content":[{"type":"text","text":"two","citations":null}],"is_partial":false,"message_index":3,"parent_message_id":"msg_01a1f9df0c65755898eee7c3d63ed698"}', NULL);
INSERT INTO "events" VALUES (13, 'sevt_01a1f9df0cb272798a4ee24b69f9d6c9', 'span.model_request_end', 1795193506994, '{"seq":13,"id":"sevt_01a1f9df0cb272798a4ee24b69f9d6c9","created_at":"2026-11-20T16:51:46.994Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9df0c9f773dbe1c0675aba2bd09","time_to_first_token_ms":19,"duration_ms":19,"message_id":"msg_01a1f9df0c9f773dbe1c0bc0941911cb","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":1,"cache_creation_input_tokens":14,"cache_read_input_tokens":732},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (14, 'sevt_01a1f9df0cb272798a4ee41b27075e14', 'session.status_idle', 1795193506994, '{"seq":14,"id":"sevt_01a1f9df0cb272798a4ee41b27075e14","created_at":"2026-11-20T16:51:46.994Z","type":"session.status_idle","turn":2,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/14a9d08f-6a89-4c83-8afc-6b0280588b4d', '366ef1603a0a1995c476669166539f7342dc63e95e33ac85e6b92099e5cb80f6', '{"id":"sesn_01a1f9df07ea70ee8902d2c1bec7fbbb","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9df0a06723cb08c6577367a72dc","seq":2,"receipt":"started"}', 1795279906316);
INSERT INTO "idempotency" VALUES ('admin/9b44c93f-98e4-4ccb-a2c1-1f04d9479c7f', '445c7a3ad302c7f904837ad57eb933f816c287bd0da49de44609297b421af88a', '[9]', 1795279906917);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["uaf480ba57f4f"],["aa93af9c07e29","a378ff8246a58"],["ufd50b7fb51e5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9df084277349220aca9b253aef3');
INSERT INTO "meta" VALUES ('publication', '{"seq":14,"audit":{"count":3,"hash":"87af560ab9d3340dae4940d670e712a224dd91c3460c52cf320e9f7318412dd4"},"tally":{"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"last_message_id":"msg_01a1f9df0c9f773dbe1c0bc0941911cb","active_ms":158,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":4,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":2,"metrics":2},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":14,"at_ms":1795193507049}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9df07ea70ee8902d2c1bec7fbbb","user_id":"admin","status":"active","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":4,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":11,"total_cache_creation_tokens":747,"total_cache_read_tokens":732},"created_at":"2026-11-20T16:51:45.859Z","updated_at":"2026-11-20T16:51:46.994Z","started_at":"2026-11-20T16:51:46.316Z","completed_at":null,"last_seq":14,"last_message":{"message_id":"msg_01a1f9df0c9f773dbe1c0bc0941911cb","message_index":3,"parent_message_id":"msg_01a1f9df0c65755898eee7c3d63ed698"},"turn_count":2,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":747,"compacted_tokens":0},"compaction":null,"active_ms":158,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
