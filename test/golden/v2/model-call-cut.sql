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
INSERT INTO "events" VALUES (1, 'sevt_01a1f9eda7c471b386bbc5cee117f639', 'session.created', 1795194464196, '{"seq":1,"id":"sevt_01a1f9eda7c471b386bbc5cee117f639","created_at":"2026-11-20T17:07:44.196Z","type":"session.created","session_id":"sesn_01a1f9eda78274febe5165b52b8cf108","user_id":"admin","config":{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9eda86c70f09fc079af0d2123f2', 'user.message', 1795194464364, '{"seq":2,"id":"sevt_01a1f9eda86c70f09fc079af0d2123f2","created_at":"2026-11-20T17:07:44.364Z","type":"user.message","message_id":"msg_01a1f9eda86c70f09fc06db10dbebc78","content":[{"type":"text","text":"[{\"text\":\"said\",\"chunks\":1,\"delay_ms\":3000}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9eda86c70f09fc07c56a9a48818', 'session.status_running', 1795194464364, '{"seq":3,"id":"sevt_01a1f9eda86c70f09fc07c56a9a48818","created_at":"2026-11-20T17:07:44.364Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9eda87571daa230d1b14904ad89', 'span.model_request_start', 1795194464376, '{"seq":4,"id":"sevt_01a1f9eda87571daa230d1b14904ad89","created_at":"2026-11-20T17:07:44.376Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9eda9687647a44a61d91274215f', 'user.message', 1795194464616, '{"seq":5,"id":"sevt_01a1f9eda9687647a44a61d91274215f","created_at":"2026-11-20T17:07:44.616Z","type":"user.message","message_id":"msg_01a1f9eda9687647a44a5b4153dbc6ad","content":[{"type":"text","text":"[{\"text\":\"then this\"}]"}],"on_busy":"queue","message_index":1,"parent_message_id":"msg_01a1f9eda86c70f09fc06db10dbebc78"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/625b9548-9d84-4643-afae-db380dc69090', 'edc28ed921c9625f525734145dd8edba985cf845709c636048422149da614f7d', '{"id":"sesn_01a1f9eda78274febe5165b52b8cf108","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9eda86c70f09fc06db10dbebc78","seq":2,"receipt":"started"}', 1795280864364);
INSERT INTO "idempotency" VALUES ('admin/911bad5f-31fd-4ec2-b6d3-4e8428d10a57', 'b837ad88e3ed1195494fe729c788b7302496f3c2a19319c25bbf7ee82e66b8fa', '{"id":"sesn_01a1f9eda78274febe5165b52b8cf108","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9eda9687647a44a5b4153dbc6ad","seq":5,"receipt":"queued"}', 1795280864616);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":null,"description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ued9872a5a18a"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9eda7c471b386bbc2f751672841');
INSERT INTO "meta" VALUES ('publication', '{"seq":1,"audit":{"count":1,"hash":"f2e6ac7ab0395c4d87de760401947b249fd481d05f7009733760dd76607953d1"},"tally":{"counters":{"message_count":0,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"last_message_id":null,"active_ms":0,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":0,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":0,"metrics":0},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":1,"at_ms":1795194464238}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9eda78274febe5165b52b8cf108","user_id":"admin","status":"processing","last_stop_reason":null,"error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":0,"total_cache_creation_tokens":0,"total_cache_read_tokens":0},"created_at":"2026-11-20T17:07:44.196Z","updated_at":"2026-11-20T17:07:44.616Z","started_at":"2026-11-20T17:07:44.364Z","completed_at":null,"last_seq":5,"last_message":{"message_id":"msg_01a1f9eda9687647a44a5b4153dbc6ad","message_index":1,"parent_message_id":"msg_01a1f9eda86c70f09fc06db10dbebc78"},"turn_count":0,"turn":{"number":1,"started_seq":3,"running_since":"2026-11-20T17:07:44.364Z","inputs":[2],"steps":0,"failures":0,"recoveries":0,"request":{"id":"sevt_01a1f9eda87571daa230d1b14904ad89","model":"offline-script","at":"2026-11-20T17:07:44.376Z","purpose":"turn"},"retry_at":null,"in_line":false,"calls":[],"interrupted":false,"suspended":null,"continuations":0,"overflows":0,"is_overflowing":false,"gave_up_compaction":false,"ended":null},"inputs":[{"seq":5,"on_busy":"queue"}],"context":{"from_seq":0,"tokens":17,"compacted_tokens":0},"compaction":null,"active_ms":0,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":null,"is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
