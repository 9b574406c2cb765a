import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ts.configs.strict,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-undef': 'off',
      // Parts of the design kit and pages have the one-word names of what they are.
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      // Layout of templates is the writer's; the formatter rules fight over line breaks only.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      // Optional props are undefined by default, which is what a typed template wants.
      'vue/require-default-prop': 'off',
      'max-lines': ['error', { max: 450 }],
    },
  },
  { files: ['scripts/**', '*.config.*', 'e2e/**'], languageOptions: { globals: globals.node } },
)
