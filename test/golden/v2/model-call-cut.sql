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
INSERT INTO "events" VALUES (1, 'sevt_01a1f96bc0a173968d144463666aeea7', 'session.created', 1795185950881, '{"seq":1,"id":"sevt_01a1f96bc0a173968d144463666aeea7","created_at":"2026-11-20T14:45:50.881Z","type":"session.created","session_id":"sesn_01a1f96bc077775e8988f98d3b49b0a6","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f96bc17d7263a1a22122858e1e50', 'user.message', 1795185951101, '{"seq":2,"id":"sevt_01a1f96bc17d7263a1a22122858e1e50","created_at":"2026-11-20T14:45:51.101Z","type":"user.message","message_id":"msg_01a1f96bc17d7263a1a2155f2185e3bf","content":[{"type":"text","text":"[{\"text\":\"said\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f96bc17d7263a1a224ef9df8666a', 'session.status_running', 1795185951101, '{"seq":3,"id":"sevt_01a1f96bc17d7263a1a224ef9df8666a","created_at":"2026-11-20T14:45:51.101Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f96bc18a7566b5c46311ea896c75', 'span.model_request_start', 1795185951114, '{"seq":4,"id":"sevt_01a1f96bc18a7566b5c46311ea896c75","created_at":"2026-11-20T14:45:51.114Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f96bc254766cbeae863d442ac87a', 'user.message', 1795185951316, '{"seq":5,"id":"sevt_01a1f96bc254766cbeae863d442ac87a","created_at":"2026-11-20T14:45:51.316Z","type":"user.message","message_id":"msg_01a1f96bc254766cbeae7c7476369bcc","content":[{"type":"text","text":"[{\"text\":\"then this\"}]"}],"on_busy":"queue","message_index":1,"parent_message_id":"msg_01a1f96bc17d7263a1a2155f2185e3bf"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/84ae48de-a8ca-4ea2-aaa9-b726730d4740', 'd24413a6555ca49262ca71b2d090850b66bc24d6e933645a75ced1fa3d72c0f5', '{"id":"sesn_01a1f96bc077775e8988f98d3b49b0a6","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f96bc17d7263a1a2155f2185e3bf","seq":2,"receipt":"started"}', 1795272351101);
INSERT INTO "idempotency" VALUES ('admin/b067332b-fd40-4758-ae5d-b00830d697df', 'f79827df8714f46d7d7c4f3c8a3a89d5c022db0367122905f5b0c8fbf68436a7', '{"id":"sesn_01a1f96bc077775e8988f98d3b49b0a6","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f96bc254766cbeae7c7476369bcc","seq":5,"receipt":"queued"}', 1795272351316);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":[],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ued9872a5a18a"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f96bc0a173968d1441f14e77c2b0');
INSERT INTO "meta" VALUES ('published_seq', 1);
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":3,"id":"sesn_01a1f96bc077775e8988f98d3b49b0a6","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T14:45:50.881Z","updated_at":"2026-11-20T14:45:51.316Z","started_at":"2026-11-20T14:45:51.101Z","completed_at":null,"last_seq":5,"last_message":{"message_id":"msg_01a1f96bc254766cbeae7c7476369bcc","message_index":1,"parent_message_id":"msg_01a1f96bc17d7263a1a2155f2185e3bf"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T14:45:51.101Z","inputs":[2],"steps":0,"failures":0,"recoveries":0,"request":{"id":"sevt_01a1f96bc18a7566b5c46311ea896c75","model":"offline-script","at":"2026-11-20T14:45:51.114Z","purpose":"turn"},"retry_at":null,"in_line":false,"calls":[],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[{"seq":5,"on_busy":"queue"}],"context":{"from_seq":0,"tokens":17,"compacted_tokens":0},"compaction":null,"active_ms":0}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
