# Terraform, provider grafana/grafana: the folder with its team, the dashboards, and the rules in Mimir.
resource "grafana_folder" "go_memory" {
  uid   = "go-memory"
  title = "Go memory"
}

resource "grafana_team" "platform" {
  name = "Platform"
}

resource "grafana_folder_permission" "go_memory" {
  folder_uid = grafana_folder.go_memory.uid
  permissions {
    team_id    = grafana_team.platform.id
    permission = "Edit"
  }
}

resource "grafana_dashboard" "go_memory" {
  for_each    = fileset("${path.module}/../dashboards", "go-memory-*.json")
  folder      = grafana_folder.go_memory.uid
  config_json = file("${path.module}/../dashboards/${each.value}")
}
