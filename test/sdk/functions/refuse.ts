import { FunctionConfigError, generalResult, type Configs } from 'kpt-functions'

/** Throws after it has changed something: nothing of that may be seen. */
export async function refuse(configs: Configs): Promise<void> {
  const how = configs.getFunctionConfigValue('how')
  for (const object of configs.getAll()) object.metadata.name = 'changed'
  configs.addResults(generalResult('said before', 'info'))
  await Promise.resolve()
  if (how === 'config') throw new FunctionConfigError('how is not to my liking')
  if (how === 'missing') configs.getFunctionConfigValueOrThrow('nowhere')
  throw new TypeError('out of order')
}

refuse.usage = 'Throws.'
