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
INSERT INTO "events" VALUES (1, 'sevt_01a1f97ad99a764c98f8ba116fa4d07b', 'session.created', 1795186940313, '{"seq":1,"id":"sevt_01a1f97ad99a764c98f8ba116fa4d07b","created_at":"2026-11-20T15:02:20.313Z","type":"session.created","session_id":"sesn_01a1f97ad9957556ac39a71eb53ac24a","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f97ad9b975538c6d36208b9ede7f', 'user.message', 1795186940345, '{"seq":2,"id":"sevt_01a1f97ad9b975538c6d36208b9ede7f","created_at":"2026-11-20T15:02:20.345Z","type":"user.message","message_id":"msg_01a1f97ad9b975538c6d29c842c81548","content":[{"type":"text","text":"[{\"text\":\"said\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f97ad9b975538c6d3a590aaa5419', 'session.status_running', 1795186940345, '{"seq":3,"id":"sevt_01a1f97ad9b975538c6d3a590aaa5419","created_at":"2026-11-20T15:02:20.345Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f97ad9c174e698b863d8b5f8fa9e', 'span.model_request_start', 1795186940353, '{"seq":4,"id":"sevt_01a1f97ad9c174e698b863d8b5f8fa9e","created_at":"2026-11-20T15:02:20.353Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f97ad9e674eba9f3ec5738c03b76', 'user.message', 1795186940390, '{"seq":5,"id":"sevt_01a1f97ad9e674eba9f3ec5738c03b76","created_at":"2026-11-20T15:02:20.390Z","type":"user.message","message_id":"msg_01a1f97ad9e674eba9f3e71532567564","content":[{"type":"text","text":"[{\"text\":\"then this\"}]"}],"on_busy":"queue","message_index":1,"parent_message_id":"msg_01a1f97ad9b975538c6d29c842c81548"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/1413eb1e-a497-47d4-8c89-666bbc02f467', 'a9ab63b79226775ab08e30bfe5609e7258577b92b1cbb20664426b51e7e7a3ae', '{"id":"sesn_01a1f97ad9957556ac39a71eb53ac24a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f97ad9b975538c6d29c842c81548","seq":2,"receipt":"started"}', 1795273340345);
INSERT INTO "idempotency" VALUES ('admin/7009d544-94c3-4dd1-bd3a-5c9cc0ae8b4e', 'd680cc3079b3ca60dd4fc9a82064202a48c035af6fa87b5c742b0cb169f664bf', '{"id":"sesn_01a1f97ad9957556ac39a71eb53ac24a","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f97ad9e674eba9f3e71532567564","seq":5,"receipt":"queued"}', 1795273340390);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ued9872a5a18a"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f97ad99971db8d7e7d3cd82c46ee');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"c2feabefa0e220c759312cad82ceae977e7f93626c19b2d3f1500a30b0cec57a"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0,"settled_call_count":0,"model_call_count":0,"turn_end_count":0},"at_ms":1795186940318}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f97ad9957556ac39a71eb53ac24a","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T15:02:20.313Z","updated_at":"2026-11-20T15:02:20.390Z","started_at":"2026-11-20T15:02:20.345Z","completed_at":null,"last_seq":5,"last_message":{"message_id":"msg_01a1f97ad9e674eba9f3e71532567564","message_index":1,"parent_message_id":"msg_01a1f97ad9b975538c6d29c842c81548"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T15:02:20.345Z","inputs":[2],"steps":0,"failures":0,"recoveries":0,"request":{"id":"sevt_01a1f97ad9c174e698b863d8b5f8fa9e","model":"offline-script","at":"2026-11-20T15:02:20.353Z","purpose":"turn"},"retry_at":null,"in_line":false,"calls":[],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[{"seq":5,"on_busy":"queue"}],"context":{"from_seq":0,"tokens":17,"compacted_tokens":0},"compaction":null,"active_ms":0}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
