import { FunctionConfigError, generalResult, type Configs, type KubernetesObject } from 'kpt-functions'

interface DropTeams extends KubernetesObject {
  spec?: { teams?: string[] }
}

/** Deletes the objects of some teams, and says how many each team has lost. */
export async function dropTeams(configs: Configs): Promise<void> {
  const config = configs.getFunctionConfig() as DropTeams | undefined
  if (config?.kind !== 'DropTeams') throw new FunctionConfigError('a DropTeams is needed')
  const teams = config.spec?.teams ?? []
  for (const [team, objects] of configs.groupBy((o) => o.metadata.labels?.['team'] ?? '')) {
    if (!teams.includes(team)) continue
    configs.delete(...objects)
    configs.addResults(generalResult(`${team} lost ${objects.length}`, 'info'))
  }
}

dropTeams.usage = 'Deletes the objects of teams.'
