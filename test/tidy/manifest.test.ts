import { describe, expect, test } from 'vitest'
import { manifest, projectFiles, read } from './project.ts'

const { contributes, activationEvents, devDependencies, dependencies } = manifest()

describe('the manifest', () => {
  test('activates on nothing but what it contributes', () => {
    expect(activationEvents).toEqual([])
  })

  test('declares the commands that the extension registers, and no others', () => {
    const registered = projectFiles()
      .filter((file) => file.startsWith('src/') && file.endsWith('.ts'))
      .flatMap((file) =>
        [...read(file).matchAll(/command\(\s*platform,\s*'(policywright\.\w+)'/g)].map((match) => match[1]),
      )
    expect([...new Set(registered)].sort()).toEqual(contributes.commands.map(({ command }) => command).sort())
  })

  test('puts only declared commands into menus', () => {
    const declared = new Set(contributes.commands.map(({ command }) => command))
    const used = Object.values(contributes.menus)
      .flat()
      .map(({ command }) => command)
    expect(used.filter((command) => !declared.has(command))).toEqual([])
  })

  test('shows every command under APIM', () => {
    expect(contributes.commands.filter(({ category }) => category !== 'APIM')).toEqual([])
  })

  test('reads every setting that it declares', () => {
    const code = projectFiles()
      .filter((file) => /^(src|language-server\/(server|protocol))/.test(file) && file.endsWith('.ts'))
      .map(read)
      .join('\n')
    // `trace.server` is read by the client library itself.
    const names = Object.keys(contributes.configuration.properties).map((name) => name.replace('policywright.', ''))
    const unread = names.filter((name) => name !== 'trace.server' && !code.includes(name.split('.').at(-1) ?? name))
    expect(unread).toEqual([])
  })

  test('pins exact versions, and bundles everything', () => {
    expect(dependencies).toBeUndefined()
    expect(Object.entries(devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})
