import { describe, expect, test } from 'vitest'
import { manifest, projectFiles, read } from './project.ts'

const { contributes, activationEvents, devDependencies, dependencies } = manifest()

describe('the manifest', () => {
  test('activates on what it contributes, and on files and addresses that may hold policies', () => {
    expect(activationEvents).toEqual([
      'onLanguage:bicep',
      'onLanguage:terraform',
      'onLanguage:arm-template',
      'onFileSystem:policywright-inline',
      // A name without a wildcard: who has no such file pays for one look, and not for a search of the folder.
      'workspaceContains:policywright.json',
    ])
  })

  test('declares the commands that the extension registers, and no others', () => {
    const registered = projectFiles()
      .filter((file) => file.startsWith('src/') && file.endsWith('.ts'))
      .flatMap((file) =>
        [...read(file).matchAll(/[cC]ommand\(\s*platform,\s*'(policywright\.\w+)'/g)].map((match) => match[1]),
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

  test('keeps out of an untrusted workspace what the code keeps out', () => {
    const code = projectFiles()
      .filter((file) => file.startsWith('src/features/') && file.endsWith('.ts'))
      .map(read)
      .join('\n')
    const guarded = [...code.matchAll(/trustedCommand\(\s*platform,\s*'(policywright\.\w+)'/g)].map((match) => match[1])
    const hidden = contributes.commands.filter(({ enablement }) => enablement?.includes('isWorkspaceTrusted'))
    expect(hidden.map(({ command }) => command).sort()).toEqual([...new Set(guarded)].sort())
  })

  test('shows every command under APIM', () => {
    expect(contributes.commands.filter(({ category }) => category !== 'APIM')).toEqual([])
  })

  test('reads every setting that it declares', () => {
    const code = projectFiles()
      .filter(
        (file) =>
          /^(src|language-server\/(server|protocol|core\/configuration\/hints))/.test(file) && file.endsWith('.ts'),
      )
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
